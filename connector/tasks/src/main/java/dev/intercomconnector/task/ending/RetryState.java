package dev.intercomconnector.task.ending;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery of a job tells the next about its retries and its waiting. The engine keeps it
 * as a variable local to the element instance; that of another job (of the same element, or
 * inherited from a parent scope) is ignored.
 *
 * @param attempts how often the job was given back so far
 * @param deadline when waiting ends; null while nothing is waited for
 */
public record RetryState(long jobKey, int attempts, @Nullable Instant deadline) {

  public static final String VARIABLE = "intercomJob";

  public static RetryState of(long jobKey, JsonNode variables) {
    JsonNode kept = variables.path(VARIABLE);
    return kept.path("jobKey").asLong() == jobKey
        ? new RetryState(jobKey, kept.path("attempts").asInt(), time(kept.path("deadline")))
        : new RetryState(jobKey, 0, null);
  }

  public RetryState withDeadline(Instant deadline) {
    return new RetryState(jobKey, attempts, deadline);
  }

  public RetryState afterAttempt() {
    return new RetryState(jobKey, attempts + 1, deadline);
  }

  /** After an incident, the whole window and the short pauses begin again. */
  public RetryState startedAfresh() {
    return new RetryState(jobKey, 0, null);
  }

  public Map<String, Object> variables() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("jobKey", jobKey);
    kept.put("attempts", attempts);
    if (deadline != null) {
      kept.put("deadline", deadline.toString());
    }
    return Map.of(VARIABLE, kept);
  }

  private static @Nullable Instant time(JsonNode text) {
    try {
      return text.isTextual() ? Instant.parse(text.asText()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

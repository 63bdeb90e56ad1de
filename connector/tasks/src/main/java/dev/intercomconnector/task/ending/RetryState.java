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
 * @param failedLooks how often in a row Intercom could not be searched for the job's message
 * @param deadline when waiting ends; null while nothing is waited for
 */
public record RetryState(long jobKey, int attempts, int failedLooks, @Nullable Instant deadline) {

  public static final String VARIABLE = "intercomJob";

  public static RetryState of(long jobKey, JsonNode variables) {
    JsonNode kept = variables.path(VARIABLE);
    return kept.path("jobKey").asLong() == jobKey
        ? new RetryState(
            jobKey,
            kept.path("attempts").asInt(),
            kept.path("failedLooks").asInt(),
            time(kept.path("deadline")))
        : none(jobKey);
  }

  /** Of a job that was not given back yet. */
  public static RetryState none(long jobKey) {
    return new RetryState(jobKey, 0, 0, null);
  }

  public RetryState withDeadline(Instant deadline) {
    return new RetryState(jobKey, attempts, failedLooks, deadline);
  }

  public RetryState afterAttempt() {
    return new RetryState(jobKey, attempts + 1, failedLooks, deadline);
  }

  public RetryState afterFailedLook() {
    return new RetryState(jobKey, attempts, failedLooks + 1, deadline);
  }

  public RetryState afterLook() {
    return new RetryState(jobKey, attempts, 0, deadline);
  }

  /** After an incident, the whole window and the short pauses begin again. */
  public RetryState startedAfresh() {
    return none(jobKey);
  }

  public Map<String, Object> variables() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("jobKey", jobKey);
    kept.put("attempts", attempts);
    if (failedLooks > 0) {
      kept.put("failedLooks", failedLooks);
    }
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

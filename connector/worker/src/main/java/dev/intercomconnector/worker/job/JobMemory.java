package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery of a job tells the next. The engine keeps it: a fail command's variables are
 * local to the element instance. One that is inherited from a parent scope belongs to another
 * element instance and is ignored.
 *
 * @param attempts how often the job was given back so far
 * @param deadline when waiting ends; null while nothing is waited for
 * @param sent the result of a message that was sent before something else failed
 */
record JobMemory(int attempts, @Nullable Instant deadline, @Nullable JsonNode sent) {

  static final String VARIABLE = "intercomJob";

  private static final JobMemory NOTHING = new JobMemory(0, null, null);

  static List<String> fetchedWith(List<String> inputs) {
    return Stream.concat(inputs.stream(), Stream.of(VARIABLE)).toList();
  }

  static JobMemory of(ActivatedJob job, JsonNode variables) {
    JsonNode kept = variables.path(VARIABLE);
    if (kept.path("elementInstanceKey").asLong() != job.getElementInstanceKey()) {
      return NOTHING;
    }
    JsonNode sent = kept.path("sent");
    return new JobMemory(
        kept.path("attempts").asInt(),
        time(kept.path("deadline").asText("")),
        sent.isObject() ? sent : null);
  }

  JobMemory withDeadline(Instant deadline) {
    return new JobMemory(attempts, deadline, sent);
  }

  JobMemory withSent(JsonNode sent) {
    return new JobMemory(attempts, deadline, sent);
  }

  JobMemory afterAttempt() {
    return new JobMemory(attempts + 1, deadline, sent);
  }

  /** For an incident: who resolves it gets the whole window and the short pauses again. */
  JobMemory startedAfresh() {
    return new JobMemory(0, null, sent);
  }

  /** As a fail command carries it. */
  Map<String, Object> variables(ActivatedJob job) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("elementInstanceKey", job.getElementInstanceKey());
    kept.put("attempts", attempts);
    if (deadline != null) {
      kept.put("deadline", deadline.toString());
    }
    if (sent != null) {
      kept.put("sent", sent);
    }
    return Map.of(VARIABLE, kept);
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

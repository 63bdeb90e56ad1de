package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.task.SendMarkers;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendResolution;
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
 * @param marker the note of a send that was begun; null for none
 */
record JobMemory(int attempts, @Nullable Instant deadline, @Nullable SendMarker marker) {

  static final String VARIABLE = "intercomJob";

  static final JobMemory NOTHING = new JobMemory(0, null, null);

  static List<String> fetchedWith(List<String> inputs) {
    return Stream.concat(
            inputs.stream(),
            Stream.concat(
                EarlierSend.VARIABLES.stream(),
                Stream.of(VARIABLE, SendMarkers.VARIABLE, SendResolution.VARIABLE)))
        .toList();
  }

  static JobMemory of(ActivatedJob job, JsonNode variables) {
    SendMarker marker = SendMarker.of(job, variables);
    JsonNode kept = variables.path(VARIABLE);
    if (kept.path("elementInstanceKey").asLong() != job.getElementInstanceKey()) {
      return NOTHING.withMarker(marker);
    }
    return new JobMemory(
        kept.path("attempts").asInt(), time(kept.path("deadline").asText("")), marker);
  }

  JobMemory withDeadline(Instant deadline) {
    return new JobMemory(attempts, deadline, marker);
  }

  JobMemory withMarker(@Nullable SendMarker marker) {
    return new JobMemory(attempts, deadline, marker);
  }

  JobMemory afterAttempt() {
    return new JobMemory(attempts + 1, deadline, marker);
  }

  /** For an incident: who resolves it gets the whole window and the short pauses again. */
  JobMemory startedAfresh() {
    return new JobMemory(0, null, marker);
  }

  /** As a fail command carries it. */
  Map<String, Object> variables(ActivatedJob job) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("elementInstanceKey", job.getElementInstanceKey());
    kept.put("attempts", attempts);
    if (deadline != null) {
      kept.put("deadline", deadline.toString());
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put(VARIABLE, kept);
    if (job.getType().equals(SendMessageInput.TASK_TYPE)) {
      variables.putAll(markerVariable(job));
    }
    return variables;
  }

  /** Also without a marker: that clears an earlier one. */
  Map<String, Object> markerVariable(ActivatedJob job) {
    Map<String, Object> variable = new LinkedHashMap<>();
    variable.put(SendMarkers.VARIABLE, marker == null ? null : marker.variable(job));
    return variable;
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

package dev.intercomconnector.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.connector.api.error.ConnectorInputException;
import io.camunda.connector.api.outbound.JobContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a job by the runtime, which tells neither the job's retries nor its lease.
 *
 * @param variables with the secrets filled in
 * @param note of the delivery before; null for none
 */
record Delivery(
    long elementInstanceKey, JsonNode variables, Map<String, String> headers, @Nullable Note note) {

  static Delivery of(JobContext job, ObjectMapper json) {
    JsonNode variables;
    try {
      variables = json.readTree(job.getVariables());
    } catch (JsonProcessingException e) {
      // Without its cause, whose message may show a secret.
      throw new ConnectorInputException(
          "The job's variables are no JSON once the secrets are filled in: does a secret hold a"
              + " quote or a line break?");
    }
    long key = job.getElementInstanceKey();
    return new Delivery(key, variables, job.getCustomHeaders(), Note.read(variables, key));
  }

  Delivery with(@Nullable Note next) {
    return new Delivery(elementInstanceKey, variables, headers, next);
  }

  /** The note as it ends a message; empty for none. */
  String noteText() {
    return note == null ? "" : note.text(elementInstanceKey);
  }
}

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.task.SendMarkers;
import io.camunda.client.api.response.ActivatedJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The engine's note that a send was begun: a variable local to the job's element instance, written
 * before the request is. Whoever gets the job with such a note does not send. Its size is that of
 * its few fields and, once known, of the result; it never holds the message.
 *
 * @param attemptId by which an operator names this very send
 * @param requestHash SHA-256 of the request, in hex
 * @param at when the send was begun, by the worker's clock
 * @param state what became of it
 * @param result the task's result where the message was sent
 */
record SendMarker(
    String attemptId,
    String requestHash,
    Instant at,
    String apiVersion,
    State state,
    @Nullable JsonNode result) {

  enum State {
    /** Begun; the worker that began it may still be at it, or be gone. */
    BEGUN,
    /** Begun, and known to have ended without anyone knowing how. */
    UNKNOWN,
    /** Sent, with the job's completion still owing. */
    SENT
  }

  static SendMarker begin(PreparedMessage message, ApiVersion version, Instant now) {
    return new SendMarker(
        UUID.randomUUID().toString(), hash(message), now, version.header(), State.BEGUN, null);
  }

  /** The note of this element instance; one inherited from a parent scope is another's. */
  static @Nullable SendMarker of(ActivatedJob job, JsonNode variables) {
    JsonNode kept = SendMarkers.of(variables, job.getElementInstanceKey());
    if (kept.isMissingNode()) {
      return null;
    }
    JsonNode result = kept.path("result");
    return new SendMarker(
        kept.path("attemptId").asText(),
        kept.path("requestHash").asText(),
        time(kept.path("at").asText("")),
        kept.path("apiVersion").asText(),
        state(kept.path("state").asText("")),
        result.isObject() ? result : null);
  }

  /** Whether this very message was begun to be sent. */
  boolean isOf(PreparedMessage message) {
    return requestHash.equals(hash(message));
  }

  SendMarker unknown() {
    return new SendMarker(attemptId, requestHash, at, apiVersion, State.UNKNOWN, null);
  }

  SendMarker sent(JsonNode result) {
    return new SendMarker(attemptId, requestHash, at, apiVersion, State.SENT, result);
  }

  /** The result as a later delivery gives it. */
  @Nullable JsonNode resultOfEarlierDelivery() {
    return result == null ? null : ((ObjectNode) result.deepCopy()).put("alreadySent", true);
  }

  Map<String, Object> variable(ActivatedJob job) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("elementInstanceKey", job.getElementInstanceKey());
    kept.put("attemptId", attemptId);
    kept.put("requestHash", requestHash);
    kept.put("at", at.toString());
    kept.put("apiVersion", apiVersion);
    kept.put("state", state.name());
    if (result != null) {
      kept.put("result", result);
    }
    return kept;
  }

  /** What cannot be read counts as begun long ago: nothing is sent on the strength of it. */
  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static State state(String text) {
    return switch (text) {
      case "SENT" -> State.SENT;
      case "BEGUN" -> State.BEGUN;
      default -> State.UNKNOWN;
    };
  }

  private static String hash(PreparedMessage message) {
    String text = message.endpoint() + " " + message.request();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}

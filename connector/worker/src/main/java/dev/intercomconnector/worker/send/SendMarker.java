package dev.intercomconnector.worker.send;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.worker.job.Job;
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
 * The engine's note that a send was begun: a variable local to the element instance, written before
 * the request. A delivery that finds one of its job does not send, unless the very same attempt is
 * named as not executed in a variable of its own. The marker never holds the message.
 *
 * @param jobKey whose marker it is; that of another job is ignored
 * @param attemptId names this one write and the send that followed it
 * @param requestHash SHA-256 of the request, in hex
 * @param at when the send was begun, by the worker's clock
 * @param intercomAt the same moment by Intercom's clock; null where it is not known
 * @param result the task's result once the message is known to be sent
 */
record SendMarker(
    long jobKey,
    String attemptId,
    String requestHash,
    Instant at,
    @Nullable Instant intercomAt,
    @Nullable JsonNode result) {

  static final String VARIABLE = "intercomSend";

  /**
   * The marker of an attempt whose message is known to be sent. A variable of its own: a late write
   * of another attempt's marker must not hide it.
   */
  static final String SENT = "intercomSent";

  /** Names an attempt that is known not to have been executed. */
  static final String NOT_EXECUTED = "intercomNotSent";

  /** Of this shape of the marker. A marker of another shape may be read by its own version only. */
  private static final int FORMAT = 1;

  static SendMarker begin(
      Job job, PreparedMessage message, Instant now, @Nullable Instant intercomNow) {
    return new SendMarker(
        job.key(), UUID.randomUUID().toString(), hash(message), now, intercomNow, null);
  }

  /** The marker of a send of this job that may have been executed; null where there is none. */
  static @Nullable SendMarker of(Job job) {
    JsonNode kept = kept(job);
    JsonNode notExecuted = job.variables().path(NOT_EXECUTED);
    String attemptId = kept.path("attemptId").asText();
    if (kept.path("jobKey").asLong() != job.key()
        || notExecuted.path("jobKey").asLong() == job.key()
            && notExecuted.path("attemptId").asText().equals(attemptId)) {
      return null;
    }
    JsonNode result = kept.path("result");
    Instant at = time(kept.path("at"));
    return new SendMarker(
        job.key(),
        attemptId,
        kept.path("requestHash").asText(),
        at == null ? Instant.EPOCH : at,
        time(kept.path("intercomAt")),
        result.isObject() ? result : null);
  }

  private static JsonNode kept(Job job) {
    JsonNode sent = job.variables().path(SENT);
    return sent.path("jobKey").asLong() == job.key() ? sent : job.variables().path(VARIABLE);
  }

  /**
   * Whether the marker of the job was written by a version of this worker that is not understood.
   */
  static boolean isOfAnotherVersion(Job job) {
    JsonNode kept = kept(job);
    return kept.path("jobKey").asLong() == job.key() && kept.path("format").asInt() != FORMAT;
  }

  /** Whether this very message was begun to be sent. */
  boolean isOf(PreparedMessage message) {
    return requestHash.equals(hash(message));
  }

  SendMarker sent(JsonNode known) {
    return new SendMarker(jobKey, attemptId, requestHash, at, intercomAt, known);
  }

  /** As it is written to the engine. */
  Map<String, Object> variables() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("format", FORMAT);
    kept.put("jobKey", jobKey);
    kept.put("attemptId", attemptId);
    kept.put("requestHash", requestHash);
    kept.put("at", at.toString());
    if (intercomAt != null) {
      kept.put("intercomAt", intercomAt.toString());
    }
    if (result != null) {
      kept.put("result", result);
    }
    return Map.of(result == null ? VARIABLE : SENT, kept);
  }

  /** Says, without touching the marker itself, that its attempt was not executed. */
  Map<String, Object> notExecuted() {
    return Map.of(NOT_EXECUTED, Map.of("jobKey", jobKey, "attemptId", attemptId));
  }

  private static @Nullable Instant time(JsonNode text) {
    try {
      return text.isTextual() ? Instant.parse(text.asText()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
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

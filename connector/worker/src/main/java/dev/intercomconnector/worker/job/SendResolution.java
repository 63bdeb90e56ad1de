package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Outcome.Done;
import org.jspecify.annotations.Nullable;

/**
 * What an operator found out about a send whose outcome was unknown.
 *
 * @param messageId of the message in Intercom; null where it was not sent
 */
record SendResolution(@Nullable String messageId) {

  static final String VARIABLE = "intercomSendResolution";

  /** What the operator has to do, as the incident says it. */
  static String howTo(SendMarker marker) {
    return "If it is there, set the variable %1$s = {\"attemptId\": \"%2$s\", \"outcome\": \"sent\", \"messageId\": \"...\"}; if it is not, {\"attemptId\": \"%2$s\", \"outcome\": \"notSent\"}. Then retry."
        .formatted(VARIABLE, marker.attemptId());
  }

  /**
   * Reads the operator's word on this very attempt.
   *
   * @return null where nothing was said
   */
  static @Nullable Outcome<SendResolution> read(JsonNode variables, SendMarker marker) {
    JsonNode said = variables.path(VARIABLE);
    if (said.isMissingNode() || said.isNull()) {
      return null;
    }
    String attempt = said.path("attemptId").asText("");
    if (!attempt.equals(marker.attemptId())) {
      return refuse(
          "'%s' is about attempt '%s', but the send in question is attempt '%s'."
              .formatted(VARIABLE, attempt, marker.attemptId()),
          marker);
    }
    String messageId = said.path("messageId").asText("");
    return switch (said.path("outcome").asText("")) {
      case "notSent" -> new Done<>(new SendResolution(null));
      case "sent" ->
          messageId.isBlank()
              ? refuse("'%s' says sent, but gives no messageId.".formatted(VARIABLE), marker)
              : new Done<>(new SendResolution(messageId));
      default ->
          refuse(
              "'%s.outcome' is '%s'; it can be sent or notSent."
                  .formatted(VARIABLE, said.path("outcome").asText("")),
              marker);
    };
  }

  private static Outcome<SendResolution> refuse(String summary, SendMarker marker) {
    return Outcome.rejected(ErrorCode.INTERCOM_INVALID_REQUEST, summary, howTo(marker));
  }
}

package dev.intercomconnector.task;

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
public record SendResolution(@Nullable String messageId) {

  /** The variable that an operator sets. */
  public static final String VARIABLE = "intercomSendResolution";

  /** What the operator has to do, as the incident says it. */
  public static String howTo(String attemptId) {
    return "If it is there, set the variable %1$s = {\"attemptId\": \"%2$s\", \"outcome\": \"sent\", \"messageId\": \"...\"}; if it is not, {\"attemptId\": \"%2$s\", \"outcome\": \"notSent\"}. Then retry."
        .formatted(VARIABLE, attemptId);
  }

  /**
   * Reads what the operator says of this attempt. A resolution that names another attempt counts as
   * none: it may be left from an earlier send, and stays in the process's variables.
   *
   * @return null where nothing is said of this attempt
   */
  public static @Nullable Outcome<SendResolution> read(JsonNode variables, String attemptId) {
    JsonNode said = variables.path(VARIABLE);
    if (!said.path("attemptId").asText().equals(attemptId)) {
      return null;
    }
    String messageId = said.path("messageId").asText("");
    return switch (said.path("outcome").asText("")) {
      case "notSent" -> new Done<>(new SendResolution(null));
      case "sent" ->
          messageId.isBlank()
              ? refuse("'%s' says sent, but gives no messageId.".formatted(VARIABLE), attemptId)
              : new Done<>(new SendResolution(messageId));
      default ->
          refuse(
              "'%s.outcome' is '%s'; it can be sent or notSent."
                  .formatted(VARIABLE, said.path("outcome").asText("")),
              attemptId);
    };
  }

  private static Outcome<SendResolution> refuse(String summary, String attemptId) {
    return Outcome.rejected(ErrorCode.INTERCOM_INVALID_REQUEST, summary, howTo(attemptId));
  }
}

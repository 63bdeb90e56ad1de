package dev.intercomconnector.intercom;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as the designer and the operator read it.
 *
 * @param code the stable code
 * @param summary one sentence: what happened
 * @param advice one sentence: what to do about it
 * @param intercom what Intercom said; null if it gave no answer
 */
public record Problem(
    ErrorCode code, String summary, String advice, @Nullable IntercomError intercom) {

  public Problem(ErrorCode code, String summary, String advice) {
    this(code, summary, advice, null);
  }

  /**
   * What Intercom's error body ({@code error.list}) says.
   *
   * @param status the HTTP status
   * @param code Intercom's code, such as {@code parameter_invalid}; Intercom may add new ones
   * @param message Intercom's message
   * @param requestId Intercom's id of the request, not always a UUID
   */
  public record IntercomError(
      int status, @Nullable String code, @Nullable String message, @Nullable String requestId) {

    @Override
    public String toString() {
      var text = new StringBuilder("Intercom answered ").append(status);
      if (code != null) {
        text.append(' ').append(code);
      }
      if (message != null) {
        text.append(" \"").append(message).append('"');
      }
      if (requestId != null) {
        text.append(" (request id ").append(requestId).append(')');
      }
      return text.toString();
    }
  }

  /**
   * What Intercom said, as an error expression sees it in {@code error.variables}: {@code status},
   * {@code intercomCode}, {@code intercomMessage} and {@code requestId}, as far as they are known.
   */
  public Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    if (intercom != null) {
      details.put("status", intercom.status());
      put(details, "intercomCode", intercom.code());
      put(details, "intercomMessage", intercom.message());
      put(details, "requestId", intercom.requestId());
    }
    return details;
  }

  private static void put(Map<String, Object> details, String name, @Nullable String value) {
    if (value != null) {
      details.put(name, value);
    }
  }

  /** The text of an incident: code, summary, what Intercom said, advice. */
  public String describe() {
    return code
        + ": "
        + summary
        + (intercom == null ? "" : " " + intercom + ".")
        + (advice.isEmpty() ? "" : " " + advice);
  }
}

package dev.intercomconnector.intercom;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
   * @param errors in the order of the list; of a long list the first ones
   * @param requestId Intercom's id of the request, not always a UUID
   */
  public record IntercomError(int status, List<Item> errors, @Nullable String requestId) {

    /**
     * One error.
     *
     * @param code such as {@code parameter_invalid}; Intercom may add new ones
     * @param field the field or query parameter that is wrong
     */
    public record Item(@Nullable String code, @Nullable String message, @Nullable String field) {

      @Override
      public String toString() {
        List<String> words = new ArrayList<>();
        if (code != null) {
          words.add(code);
        }
        if (message != null) {
          words.add('"' + message + '"');
        }
        if (field != null) {
          words.add("(field " + field + ")");
        }
        return String.join(" ", words);
      }

      private Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "code", code);
        put(details, "message", message);
        put(details, "field", field);
        return details;
      }
    }

    /** The code of the first error. */
    public @Nullable String code() {
      return errors.isEmpty() ? null : errors.getFirst().code();
    }

    /** The message of the first error. */
    public @Nullable String message() {
      return errors.isEmpty() ? null : errors.getFirst().message();
    }

    @Override
    public String toString() {
      var text = new StringBuilder("Intercom answered ").append(status);
      if (!errors.isEmpty()) {
        text.append(errors.stream().map(Item::toString).collect(joining(", ", " ", "")));
      }
      if (requestId != null) {
        text.append(" (request id ").append(requestId).append(')');
      }
      return text.toString();
    }
  }

  /**
   * What Intercom said, as an error expression sees it in {@code error.variables}: {@code status},
   * {@code requestId}, {@code errors} (a list of {@code code}, {@code message} and {@code field}),
   * and of the first error {@code intercomCode} and {@code intercomMessage}; as far as they are
   * known.
   */
  public Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    if (intercom != null) {
      details.put("status", intercom.status());
      put(details, "intercomCode", intercom.code());
      put(details, "intercomMessage", intercom.message());
      put(details, "requestId", intercom.requestId());
      if (!intercom.errors().isEmpty()) {
        details.put("errors", intercom.errors().stream().map(IntercomError.Item::details).toList());
      }
    }
    return details;
  }

  private static void put(
      Map<String, ? super String> details, String name, @Nullable String value) {
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

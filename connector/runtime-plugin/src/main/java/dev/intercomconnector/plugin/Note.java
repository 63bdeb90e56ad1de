package dev.intercomconnector.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one delivery of a job tells the next. It stands at the end of the failure's message, which
 * the runtime keeps in the variable {@code error}, local to the element instance: of a retry, it
 * keeps nothing else that could carry it (connector SDK 8.8: ConnectorRetryException takes no error
 * variables).
 */
sealed interface Note {

  /** The variable that the runtime writes when it fails a job. */
  String VARIABLE = "error";

  /** Something is waited for until then. */
  record Waiting(Instant deadline) implements Note {}

  /** A message may have been sent, by this attempt. */
  record InDoubt(String attemptId) implements Note {}

  /** As it ends a message. */
  default String text(long elementInstanceKey) {
    return switch (this) {
      case Waiting waiting ->
          " [element instance %d waits until %s]".formatted(elementInstanceKey, waiting.deadline());
      case InDoubt doubt ->
          " [element instance %d may have sent as attempt %s]"
              .formatted(elementInstanceKey, doubt.attemptId());
    };
  }

  /** The last note of this element instance. One that is inherited from a scope is another's. */
  static @Nullable Note read(JsonNode variables, long elementInstanceKey) {
    JsonNode error = variables.path(VARIABLE);
    // A job error of the designer's own leaves its bare message.
    String message = (error.isObject() ? error.path("message") : error).asText("");
    Matcher matcher =
        Pattern.compile(
                "\\[element instance %d (waits until|may have sent as attempt) ([^\\]\\s]+)\\]"
                    .formatted(elementInstanceKey))
            .matcher(message);
    Note last = null;
    while (matcher.find()) {
      last = of(matcher.group(1), matcher.group(2), last);
    }
    return last;
  }

  private static @Nullable Note of(String kind, String value, @Nullable Note otherwise) {
    if (!kind.equals("waits until")) {
      return new InDoubt(value);
    }
    try {
      return new Waiting(Instant.parse(value));
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}

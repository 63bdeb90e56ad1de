package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What came of one exchange. */
public sealed interface Reply {

  /**
   * A status was received.
   *
   * @param json the body; a text node where it was no JSON, such as a proxy's error page, or too
   *     large; a missing node where it was empty or broke off
   */
  record Answer(int status, Headers headers, JsonNode json) implements Reply {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,12}");

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** Whether the body is an error of Intercom: a list of errors, or a single one. */
    boolean isIntercomsError() {
      return json.path("errors").isArray() || json.path("type").asText().equals("error");
    }

    boolean hasBody() {
      return !json.isMissingNode();
    }

    boolean isTooLarge() {
      return json.equals(AnswerReader.TOO_LARGE);
    }

    /**
     * How long until the rate limit's window ends, by Intercom's own clock: the Date header. A hint
     * of more than {@link Pacer#LONGEST_WINDOW} counts as that, so that it is soon asked again.
     *
     * @param now by our clock, for answers without a Date
     */
    @Nullable Duration untilReset(Instant now) {
      Long retryAfter = wholeNumber("Retry-After");
      Long reset = wholeNumber("X-RateLimit-Reset");
      Duration left;
      if (retryAfter != null) {
        left = Duration.ofSeconds(retryAfter);
      } else if (reset != null) {
        left = until(reset, now);
      } else {
        return null;
      }
      return left.compareTo(Pacer.LONGEST_WINDOW) > 0 ? Pacer.LONGEST_WINDOW : left;
    }

    /** The rate limit by the headers; null where one of them is missing or cannot be. */
    @Nullable RateLimit rateLimit(Instant now) {
      Long limit = wholeNumber("X-RateLimit-Limit");
      Long remaining = wholeNumber("X-RateLimit-Remaining");
      Long reset = wholeNumber("X-RateLimit-Reset");
      if (limit == null || remaining == null || reset == null) {
        return null;
      }
      Duration left = until(reset, now);
      return limit < 1 || limit > Integer.MAX_VALUE || left.compareTo(Pacer.LONGEST_WINDOW) > 0
          ? null
          : new RateLimit(limit.intValue(), (int) Math.min(limit, remaining), reset, left);
    }

    private Duration until(long reset, Instant now) {
      Instant date = headers.getInstant("Date");
      Duration left = Duration.between(date == null ? now : date, Instant.ofEpochSecond(reset));
      return left.isNegative() ? Duration.ZERO : left;
    }

    private @Nullable Long wholeNumber(String header) {
      String text = headers.get(header);
      return text == null || !WHOLE_NUMBER.matcher(text.strip()).matches()
          ? null
          : Long.valueOf(text.strip());
    }
  }

  /**
   * No status was received: the connection failed, or the time was over.
   *
   * @param begun whether the request was begun to be written; if not, it was not executed
   */
  record NoAnswer(IOException cause, boolean begun) implements Reply {}
}

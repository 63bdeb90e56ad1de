package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.pacing.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What came of one exchange. */
public sealed interface Reply {

  /**
   * A status was received.
   *
   * @param json the body; a text node where it was no JSON, such as a proxy's error page; a missing
   *     node where it was empty or broke off
   */
  record Answer(int status, Headers headers, JsonNode json) implements Reply {

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

    /**
     * How long until the rate limit's window ends, by Intercom's own clock: the Date header.
     *
     * @param now by our clock, for answers without a Date
     */
    @Nullable Duration untilReset(Instant now) {
      Long retryAfter = wholeNumber("Retry-After");
      if (retryAfter != null) {
        return Duration.ofSeconds(retryAfter);
      }
      Long reset = wholeNumber("X-RateLimit-Reset");
      return reset == null ? null : until(Instant.ofEpochSecond(reset), now);
    }

    /** The rate limit by the headers; null where one of them is missing. */
    @Nullable RateLimit rateLimit(Instant now) {
      Long limit = wholeNumber("X-RateLimit-Limit");
      Long remaining = wholeNumber("X-RateLimit-Remaining");
      Long reset = wholeNumber("X-RateLimit-Reset");
      return limit == null || remaining == null || reset == null || limit > Integer.MAX_VALUE
          ? null
          : new RateLimit(
              limit.intValue(),
              (int) Math.min(limit, remaining),
              reset,
              until(Instant.ofEpochSecond(reset), now));
    }

    private Duration until(Instant reset, Instant now) {
      Instant date = headers.getInstant("Date");
      Duration left = Duration.between(date == null ? now : date, reset);
      return left.isNegative() ? Duration.ZERO : left;
    }

    private @Nullable Long wholeNumber(String header) {
      String text = headers.get(header);
      return text == null || !text.strip().matches("\\d{1,12}") ? null : Long.valueOf(text.strip());
    }
  }

  /**
   * No status was received: the connection failed, or the time was over.
   *
   * @param begun whether the request was begun to be written; if not, it was not executed
   */
  record NoAnswer(IOException cause, boolean begun) implements Reply {}
}

package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.intercomconnector.pacing.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What came of one exchange. */
public sealed interface Reply {

  /**
   * The server answered, whatever it said.
   *
   * @param json a missing node where the body was empty, broke off or was no JSON, such as a
   *     proxy's error page
   */
  record Answer(int status, Headers headers, JsonNode json) implements Reply {

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    boolean isJson() {
      return !(json instanceof MissingNode);
    }

    /**
     * How long until the rate limit's window ends. Intercom's own clock is read from the Date
     * header, so that ours may be wrong.
     *
     * @param now our clock, for answers without a Date
     */
    @Nullable Duration untilReset(Instant now) {
      Long retryAfter = wholeNumber("Retry-After");
      if (retryAfter != null) {
        return Duration.ofSeconds(retryAfter);
      }
      Long reset = wholeNumber("X-RateLimit-Reset");
      return reset == null ? null : until(Instant.ofEpochSecond(reset), now);
    }

    /** What the headers say of the rate limit; null where they do not say all of it. */
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
   * The connection failed or fell silent.
   *
   * @param begun whether anything of the request was written to a connection; if not, nobody can
   *     have executed it
   */
  record NoAnswer(IOException cause, boolean begun) implements Reply {}
}

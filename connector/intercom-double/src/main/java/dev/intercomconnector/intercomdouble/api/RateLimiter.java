package dev.intercomconnector.intercomdouble.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Counts the calls of each token in windows that are aligned to the clock, usually of ten seconds,
 * as Intercom documents: 10,000 a minute are enforced as 1,667 in ten seconds.
 */
final class RateLimiter {
  /** A verdict with what the X-RateLimit headers say; reset is in epoch seconds. */
  record Verdict(boolean allowed, int limit, int remaining, long reset, long windowSeconds) {
    Map<String, String> headers() {
      return Map.of(
          "X-RateLimit-Limit", Integer.toString(limit),
          "X-RateLimit-Remaining", Integer.toString(remaining),
          "X-RateLimit-Reset", Long.toString(reset));
    }
  }

  private final InstantSource clock;
  private final IntSupplier limit;
  private final Supplier<Duration> windowLength;
  private final Map<String, Integer> used = new HashMap<>();
  private long window;

  RateLimiter(InstantSource clock, IntSupplier limit, Supplier<Duration> windowLength) {
    this.clock = clock;
    this.limit = limit;
    this.windowLength = windowLength;
  }

  /** Counts a call if there is room for it. */
  synchronized Verdict take(String token) {
    long reset = roll();
    int allowed = limit.getAsInt();
    int before = used.getOrDefault(token, 0);
    if (before >= allowed) {
      return new Verdict(false, allowed, 0, reset, windowSeconds());
    }
    used.put(token, before + 1);
    return new Verdict(true, allowed, allowed - before - 1, reset, windowSeconds());
  }

  /** The verdict on a call that comes when the window is used up, whether or not it is. */
  synchronized Verdict refusal() {
    return new Verdict(false, limit.getAsInt(), 0, roll(), windowSeconds());
  }

  synchronized void clear() {
    used.clear();
  }

  private long roll() {
    long current = Math.floorDiv(clock.instant().getEpochSecond(), windowSeconds());
    if (current != window) {
      window = current;
      used.clear();
    }
    return (current + 1) * windowSeconds();
  }

  private long windowSeconds() {
    return windowLength.get().toSeconds();
  }
}

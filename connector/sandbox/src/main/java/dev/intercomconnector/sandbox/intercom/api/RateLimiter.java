package dev.intercomconnector.sandbox.intercom.api;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Counts the calls of each token in windows of ten seconds, aligned to the clock, as Intercom
 * documents: 10,000 a minute are enforced as 1,667 in ten seconds.
 */
final class RateLimiter {
  static final int WINDOW_SECONDS = 10;

  /** A verdict with what the X-RateLimit headers say; reset is in epoch seconds. */
  record Verdict(boolean allowed, int limit, int remaining, long reset) {
    Map<String, String> headers() {
      return Map.of(
          "X-RateLimit-Limit", Integer.toString(limit),
          "X-RateLimit-Remaining", Integer.toString(remaining),
          "X-RateLimit-Reset", Long.toString(reset));
    }
  }

  private final InstantSource clock;
  private final IntSupplier limit;
  private final Map<String, Integer> used = new HashMap<>();
  private long window;

  RateLimiter(InstantSource clock, IntSupplier limit) {
    this.clock = clock;
    this.limit = limit;
  }

  /** Counts a call if there is room for it. */
  synchronized Verdict take(String token) {
    long reset = roll();
    int allowed = limit.getAsInt();
    int before = used.getOrDefault(token, 0);
    if (before >= allowed) {
      return new Verdict(false, allowed, 0, reset);
    }
    used.put(token, before + 1);
    return new Verdict(true, allowed, allowed - before - 1, reset);
  }

  /** The verdict on a call that comes when the window is used up, whether or not it is. */
  synchronized Verdict refusal() {
    return new Verdict(false, limit.getAsInt(), 0, roll());
  }

  synchronized void clear() {
    used.clear();
  }

  private long roll() {
    long current = Math.floorDiv(clock.instant().getEpochSecond(), WINDOW_SECONDS);
    if (current != window) {
      window = current;
      used.clear();
    }
    return (current + 1) * WINDOW_SECONDS;
  }
}

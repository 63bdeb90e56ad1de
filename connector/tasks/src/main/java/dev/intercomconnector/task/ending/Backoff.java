package dev.intercomconnector.task.ending;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that grow and scatter, so that many jobs that failed together do not return together. */
final class Backoff {

  private static final int MOST_DOUBLINGS = 10;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Doubles with each attempt.
   *
   * @param attempts how many there were
   * @return between three quarters and all of the doubled floor, at most the ceiling
   */
  Duration growing(Duration floor, Duration ceiling, int attempts) {
    Duration doubled = floor.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    Duration longest = doubled.compareTo(ceiling) < 0 ? doubled : ceiling;
    return Duration.ofMillis((long) (longest.toMillis() * (0.75 + random.nextDouble() / 4)));
  }

  /** After a moment that many wait for: up to a tenth later, and at least within a second. */
  Duration after(Duration moment) {
    long spread = Math.max(1000, moment.toMillis() / 10);
    return moment.plusMillis(random.nextLong(spread));
  }
}

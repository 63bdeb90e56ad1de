package dev.intercomconnector.plugin;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a job that waits stays away. Counted from the time that was waited, since nothing counts
 * the deliveries; scattered, so that many that left together do not return together.
 */
final class Pauses {

  private final RandomGenerator random;

  Pauses(RandomGenerator random) {
    this.random = random;
  }

  /** Half of the time waited so far, between three quarters of the floor and the ceiling. */
  Duration growing(Duration waited, Duration floor, Duration ceiling) {
    Duration half = waited.dividedBy(2);
    Duration pause = half.compareTo(floor) < 0 ? floor : half;
    Duration longest = pause.compareTo(ceiling) < 0 ? pause : ceiling;
    return Duration.ofMillis((long) (longest.toMillis() * (0.75 + random.nextDouble() / 4)));
  }

  /** After a moment that many wait for: up to a tenth later, and at least within a second. */
  Duration after(Duration moment) {
    return moment.plusMillis(random.nextLong(Math.max(1000, moment.toMillis() / 10)));
  }
}

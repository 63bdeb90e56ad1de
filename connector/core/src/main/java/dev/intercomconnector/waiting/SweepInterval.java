package dev.intercomconnector.waiting;

import java.time.Duration;

/**
 * The pauses between the rounds of a sweep.
 *
 * @param floor the shortest pause, used while waits are answered
 * @param ceiling the longest pause, to which the pauses grow while nothing happens
 */
public record SweepInterval(Duration floor, Duration ceiling) {

  public SweepInterval {
    if (floor.isNegative() || floor.isZero() || floor.compareTo(ceiling) > 0) {
      throw new IllegalArgumentException(
          "the pause between two sweeps grows from a floor to a ceiling: the floor (%s) must be longer than zero and not longer than the ceiling (%s)"
              .formatted(floor, ceiling));
    }
  }

  /** The pause after this one where nothing happens. */
  public Duration slower(Duration pause) {
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    return longer.compareTo(ceiling) < 0 ? longer : ceiling;
  }

  Duration atLeastFloor(Duration pause) {
    return pause.compareTo(floor) < 0 ? floor : pause;
  }
}

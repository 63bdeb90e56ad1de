package dev.intercomconnector.waiting;

import java.time.Duration;

/**
 * How often Intercom is asked.
 *
 * @param floor the shortest pause between two rounds, taken while something happens
 * @param ceiling the longest, which the pauses grow to while nothing does
 */
public record SweepInterval(Duration floor, Duration ceiling) {

  public SweepInterval {
    if (floor.isNegative() || floor.isZero() || floor.compareTo(ceiling) > 0) {
      throw new IllegalArgumentException(
          "the pause between two sweeps grows from a floor to a ceiling, so the floor (%s) is longer than nothing and not longer than the ceiling (%s)"
              .formatted(floor, ceiling));
    }
  }

  Duration slower(Duration pause) {
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    return longer.compareTo(ceiling) < 0 ? longer : ceiling;
  }

  Duration atLeastFloor(Duration pause) {
    return pause.compareTo(floor) < 0 ? floor : pause;
  }
}

package dev.intercomconnector.trials.faults;

import java.time.Duration;
import java.util.Map;

/**
 * How large a run of the suite is.
 *
 * @param sends messages asked for
 * @param perSecond process instances started a second
 * @param faultShare of each kind of wrong answer, from 0 to 1
 * @param pause between two troubles, on average
 * @param seed of everything random
 */
record Plan(int sends, int perSecond, double faultShare, Duration pause, long seed) {

  /** How long the engine leaves a job with a worker: as short as the worker lets it be. */
  static final Duration LEASE = Duration.ofSeconds(12);

  /** Longer than a lease, shorter than another worker waits before it calls an outcome unknown. */
  static final Duration SUSPENDED = LEASE.plusSeconds(3);

  /** How many workers there are. */
  static final int WORKERS = 2;

  private static final Duration CALL = Duration.ofSeconds(2);

  /** As an operator sets them: short limits, so that a run does not last for hours. */
  static Map<String, String> workerSettings() {
    return Map.of(
        "INTERCOM_SENDMESSAGE_LEASE", LEASE.toString(),
        "INTERCOM_TIMEOUTS_CALL", CALL.toString(),
        "INTERCOM_TIMEOUTS_READ", CALL.toString(),
        "INTERCOM_TIMEOUTS_CONNECT", "PT1S");
  }

  /** For the normal test run: some of every fault in less than a minute. */
  static Plan small() {
    return new Plan(80, 8, 0.04, Duration.ofSeconds(2), 7);
  }

  /** For a run by hand: faults as rare as in a bad week. */
  static Plan large(int sends, long seed) {
    return new Plan(sends, 40, 0.01, Duration.ofSeconds(3), seed);
  }
}

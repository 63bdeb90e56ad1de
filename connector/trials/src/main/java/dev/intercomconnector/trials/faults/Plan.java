package dev.intercomconnector.trials.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How large a run of the suite is.
 *
 * @param sends messages asked for
 * @param perSecond process instances started a second, at most
 * @param mostOpen instances that have not said how their send ended, at most
 * @param atMost no instance is started after it
 * @param replicas processes of the deployment
 * @param faultShare of each kind of wrong answer, from 0 to 1
 * @param pause between two troubles, on average
 * @param troubles that are made
 * @param seed of everything random
 */
record Plan(
    int sends,
    int perSecond,
    int mostOpen,
    Duration atMost,
    int replicas,
    double faultShare,
    Duration pause,
    Set<Trouble.Kind> troubles,
    long seed) {

  /** How long the engine leaves a job with a worker: as short as the worker lets it be. */
  static final Duration LEASE = Duration.ofSeconds(12);

  /** Longer than a lease, shorter than another worker waits before it calls an outcome unknown. */
  static final Duration PAST_THE_LEASE = LEASE.plusSeconds(3);

  private static final Duration CALL = Duration.ofSeconds(2);

  /** As an operator sets them: short limits, so that a run does not last for hours. */
  static Map<String, String> workerSettings() {
    return Map.of(
        "INTERCOM_SENDMESSAGE_LEASE", LEASE.toString(),
        "INTERCOM_TIMEOUTS_CALL", CALL.toString(),
        "INTERCOM_TIMEOUTS_READ", CALL.toString(),
        "INTERCOM_TIMEOUTS_CONNECT", "PT1S",
        "INTERCOM_RECONCILIATION_PAUSE", "PT2S",
        "INTERCOM_RECONCILIATION_WITHIN", "PT10S",
        "INTERCOM_CHECKEVERY", "PT5S");
  }

  /** For the normal test run: every trouble once. */
  static Plan small() {
    return new Plan(80, 4, 60, Duration.ofMinutes(5), 2, 0.03, Duration.ofSeconds(1), all(), 7);
  }

  /** For a run by hand: faults as rare as in a bad week. */
  static Plan large(int sends, Duration atMost, long seed) {
    return new Plan(sends, 40, 150, atMost, 3, 0.01, Duration.ofSeconds(3), all(), seed);
  }

  private static Set<Trouble.Kind> all() {
    return EnumSet.allOf(Trouble.Kind.class);
  }
}

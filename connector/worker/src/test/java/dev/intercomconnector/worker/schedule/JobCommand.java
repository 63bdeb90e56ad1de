package dev.intercomconnector.worker.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Something that a worker, an operator or the clock does to a job. */
sealed interface JobCommand {

  /** The code of the only BPMN error that the diagram of these tests catches. */
  String CAUGHT = "CAUGHT";

  Duration SHORT = Duration.ofSeconds(2);
  Duration LONG = Duration.ofHours(1);

  record Activate(Duration lease) implements JobCommand {}

  record Complete() implements JobCommand {}

  record Fail(int retries, Duration backoff, Map<String, Object> variables) implements JobCommand {}

  record Throw(String code) implements JobCommand {}

  record SetLocal(Map<String, Object> variables) implements JobCommand {}

  record UpdateTimeout(Duration lease) implements JobCommand {}

  /** As long as the short leases and backoffs last. */
  record PassTime() implements JobCommand {}

  record ResolveIncident() implements JobCommand {}

  static JobCommand any(Random random) {
    Duration duration = random.nextBoolean() ? SHORT : LONG;
    int value = random.nextInt(100);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> new Activate(duration);
      case 6 -> new Complete();
      case 7, 8 -> new Fail(1 + random.nextInt(2), SHORT, Map.of("x", value));
      case 9 -> new Fail(2, Duration.ZERO, Map.of("x", value, "y", value));
      case 10 -> new Fail(0, Duration.ZERO, Map.of("y", value));
      case 11 -> new Throw(random.nextBoolean() ? CAUGHT : "OTHER");
      case 12, 13, 14 -> new SetLocal(Map.of(random.nextBoolean() ? "x" : "z", value));
      case 15 -> new UpdateTimeout(duration);
      case 16, 17, 18 -> new PassTime();
      default -> new ResolveIncident();
    };
  }
}

package dev.intercomconnector.trials.benchmark.pacing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.trials.benchmark.Benchmark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * 1, 4 and 16 workers on one workspace at its limit, over sockets: each searches as fast as it may,
 * while sends come that need 15 percent of the limit. Counted at the Intercom double after three
 * windows of warm-up. Beside it the same without a pacer.
 */
public final class PacingBenchmark implements Benchmark {

  private static final int CALLS_PER_SECOND = 167;
  private static final int WARM_UP = 3;
  private static final int MEASURED = 3;
  private static final double SENDS = 0.15;

  private final String name;
  private final Duration window;

  /**
   * Measures with 167 calls a second.
   *
   * @param window Intercom's is ten seconds
   */
  public PacingBenchmark(String name, Duration window) {
    this.name = name;
    this.window = window;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JsonNode run() throws Exception {
    int limit = (int) (CALLS_PER_SECOND * window.toSeconds());
    System.out.printf(
        "%d calls in windows of %s; %d windows counted after %d of warm-up; sends come at %d %%%n",
        limit, window, MEASURED, WARM_UP, Math.round(SENDS * 100));
    System.out.printf(
        "%8s %-6s %12s %8s %8s %8s %12s %12s%n",
        "workers", "pacer", "of the limit", "429", "sends", "reads", "send p50", "send p99");
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("limit", limit).put("window", window.toString()).put("windows", MEASURED);
    ArrayNode rows = result.putArray("rows");
    for (boolean paced : new boolean[] {true, false}) {
      for (int workers : new int[] {1, 4, 16}) {
        rows.add(measure(workers, paced, limit));
      }
    }
    return result;
  }

  private ObjectNode measure(int workers, boolean paced, int limit) throws Exception {
    var settings =
        DoubleSettings.usual()
            .withBehaviour(Behaviour.usual().withRateLimit(limit).withRateWindow(window));
    try (IntercomDouble intercom = IntercomDouble.start(settings)) {
      long length = window.toSeconds();
      Instant start = Instant.now();
      Instant from =
          Instant.ofEpochSecond((start.getEpochSecond() / length + 1 + WARM_UP) * length);
      Instant until = from.plus(window.multipliedBy(MEASURED));
      List<HungryWorker> crew = new ArrayList<>();
      double sendsPerSecond = SENDS * CALLS_PER_SECOND / workers;
      for (int i = 0; i < workers; i++) {
        crew.add(new HungryWorker(intercom.baseUrl(), paced, sendsPerSecond, until));
      }
      crew.forEach(HungryWorker::start);
      for (HungryWorker worker : crew) {
        worker.join();
      }
      List<Duration> waits =
          crew.stream().flatMap(worker -> worker.sendWaits(from).stream()).sorted().toList();
      List<LedgerEntry> calls =
          intercom.control().ledger().stream()
              .filter(entry -> !entry.time().isBefore(from) && entry.time().isBefore(until))
              .toList();
      return report(workers, paced, limit, calls, waits);
    }
  }

  private static ObjectNode report(
      int workers, boolean paced, int limit, List<LedgerEntry> calls, List<Duration> waits) {
    long executed = count(calls, entry -> Integer.valueOf(200).equals(entry.status()));
    long refused = count(calls, entry -> Integer.valueOf(429).equals(entry.status()));
    long sends =
        count(
            calls,
            entry ->
                Integer.valueOf(200).equals(entry.status()) && entry.path().equals("/messages"));
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("workers", workers).put("paced", paced);
    row.put("ofTheLimit", (double) executed / ((long) limit * MEASURED));
    row.put("refused", (double) refused / Math.max(1, executed + refused));
    row.put("sends", sends).put("reads", executed - sends);
    row.put("sendWaitP50Millis", part(waits, 0.5)).put("sendWaitP99Millis", part(waits, 0.99));
    System.out.printf(
        "%8d %-6s %10.1f %% %6.2f %% %8d %8d %9d ms %9d ms%n",
        workers,
        paced ? "yes" : "no",
        row.path("ofTheLimit").asDouble() * 100,
        row.path("refused").asDouble() * 100,
        sends,
        executed - sends,
        part(waits, 0.5),
        part(waits, 0.99));
    return row;
  }

  private static long count(List<LedgerEntry> calls, Predicate<LedgerEntry> which) {
    return calls.stream().filter(which).count();
  }

  private static long part(List<Duration> sorted, double part) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part)).toMillis();
  }
}

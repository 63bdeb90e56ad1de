package dev.intercomconnector.trials.waits;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.trials.ConnectorProgram;
import dev.intercomconnector.trials.waits.WaitingOnAnEngine.Told;
import dev.intercomconnector.worker.wait.HeldJobsCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What waiting costs by the number of waits: {@code ./mvnw -Pwaits}. Calls to Intercom and delays
 * by a sweep on simulated hours, memory and renewals by the worker's own classes, and real jobs on
 * the in-memory engine in a process of its own for up to {@value #MOST_ON_AN_ENGINE} of them. Read
 * from system properties:
 *
 * <ul>
 *   <li>{@code waits.n}: numbers of waits, such as 100,10000
 *   <li>{@code waits.in}: where the real jobs wait, {@code worker} or {@code runtime}
 *   <li>{@code engine.jar}: of the engine, and what {@link ConnectorProgram#named} reads
 *   <li>{@code waits.folder}: for logs, waits.txt and waits.json
 * </ul>
 */
public final class RunWaits {

  private static final int MOST_ON_AN_ENGINE = 1_000;
  private static final String ROW = "%8s %12s %14s %14s %12s %10s %10s %12s %10s %10s %12s %10s%n";

  private final Path folder = Path.of(System.getProperty("waits.folder", "target/waits"));
  private final Path engineJar = Path.of(System.getProperty("engine.jar", ""));
  private final ConnectorProgram deployment =
      ConnectorProgram.named(System.getProperty("waits.in", "worker"));

  private RunWaits() throws IOException {}

  public static void main(String[] arguments) throws Exception {
    new RunWaits().run();
    // What was measured may have left threads behind.
    System.exit(0);
  }

  private void run() throws Exception {
    Files.createDirectories(folder);
    ObjectNode numbers = JsonNodeFactory.instance.objectNode();
    var text = new StringBuilder();
    text.append(
        ROW.formatted(
            "",
            "first looks",
            "calls an hour",
            "renewals/s",
            "heap a wait",
            "by sweep",
            "",
            "on an engine",
            "",
            "",
            "by webhook",
            ""));
    text.append(
        ROW.formatted(
            "waits",
            "calls",
            "",
            "(commands)",
            "bytes",
            "p50 s",
            "p99 s",
            "calls/h",
            "p50 s",
            "p99 s",
            "p50 ms",
            "p99 ms"));
    for (String wanted : System.getProperty("waits.n", "100,1000").split(",", -1)) {
      if (!wanted.isBlank()) {
        row(Integer.parseInt(wanted.strip()), numbers, text);
      }
    }
    System.out.print(text);
    System.out.println(
        """
        Besides: one command when a wait begins (its deadline), one when it ends; one call for the words of each reply.
        The double's search is 5 s behind; the sweep pauses for 2 to 15 s; a lease is 30 minutes.\
        """);
    Files.writeString(folder.resolve("waits.txt"), text);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("waits.json").toFile(), numbers);
  }

  private void row(int n, ObjectNode numbers, StringBuilder text) throws Exception {
    var hour = new SweptHour().run(n);
    var held = new HeldJobsCost();
    double renewals = held.renewalsAnHour(n) / 3600.0;
    long bytes = held.bytesAWait(n);
    ObjectNode row = numbers.putObject("" + n);
    row.put("firstLookCalls", hour.firstLooks());
    row.put("callsAnHour", hour.calls());
    row.put("renewalsASecond", renewals);
    row.put("bytesAWait", bytes);
    row.put("answered", hour.answered());
    row.put("sweepP50Millis", percentile(hour.delays(), 50).toMillis());
    row.put("sweepP99Millis", percentile(hour.delays(), 99).toMillis());
    Object[] onAnEngine = {"-", "-", "-", "-", "-"};
    if (n <= MOST_ON_AN_ENGINE) {
      var real = onAnEngine(n, Told.BY_SWEEP);
      var told = onAnEngine(n, Told.BY_WEBHOOK);
      long anHour = real.calls() * 3600 / Math.max(1, real.callsWithin().toSeconds());
      row.put("engineCallsAnHour", anHour);
      row.put("engineP50Millis", percentile(real.delays(), 50).toMillis());
      row.put("engineP99Millis", percentile(real.delays(), 99).toMillis());
      row.put("engineRegisteredWithinMillis", real.registeredWithin().toMillis());
      row.put("webhookP50Millis", percentile(told.delays(), 50).toMillis());
      row.put("webhookP99Millis", percentile(told.delays(), 99).toMillis());
      onAnEngine =
          new Object[] {
            anHour,
            seconds(percentile(real.delays(), 50)),
            seconds(percentile(real.delays(), 99)),
            percentile(told.delays(), 50).toMillis(),
            percentile(told.delays(), 99).toMillis()
          };
    }
    text.append(
        ROW.formatted(
            Stream.concat(
                    Stream.of(
                        n,
                        hour.firstLooks(),
                        hour.calls(),
                        "%.2f".formatted(renewals),
                        bytes,
                        seconds(percentile(hour.delays(), 50)),
                        seconds(percentile(hour.delays(), 99))),
                    Stream.of(onAnEngine))
                .toArray()));
  }

  /** On an engine of its own, since the in-memory one frees nothing. */
  private WaitingOnAnEngine.Result onAnEngine(int n, Told told) throws Exception {
    String run = n + "-" + told.name().toLowerCase(Locale.ROOT);
    try (var engine =
        EngineProcess.start(engineJar, folder.resolve("engine-%s.log".formatted(run)))) {
      return new WaitingOnAnEngine(
              engine, deployment, folder.resolve("%s-%s.log".formatted(deployment.name(), run)))
          .run(n, told);
    }
  }

  private static Duration percentile(List<Duration> sorted, int percent) {
    return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
  }

  private static String seconds(Duration duration) {
    return "%.1f".formatted(duration.toMillis() / 1000.0);
  }
}

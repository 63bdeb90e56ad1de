package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The large fault suite on a real broker: {@code ./mvnw -Pfaults}. The exit code is 0 only if
 * nothing was lost and nothing silently duplicated. Read from system properties:
 *
 * <ul>
 *   <li>{@code faults.sends}: messages asked for
 *   <li>{@code faults.seed}: of everything random
 *   <li>{@code faults.broker}: the folder of the unpacked Zeebe distribution
 *   <li>{@code faults.worker}: the worker's jar
 *   <li>{@code faults.folder}: for logs, data, faults.txt and faults.json
 * </ul>
 */
public final class RunFaultSuite {

  private RunFaultSuite() {}

  public static void main(String[] arguments) throws Exception {
    Plan plan =
        Plan.large(Integer.getInteger("faults.sends", 2_000), Long.getLong("faults.seed", 1));
    Path home = Path.of(System.getProperty("faults.broker", ""));
    Path jar = Path.of(System.getProperty("faults.worker", ""));
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(System.getProperty("faults.folder", "target/faults"))),
            "run-");
    System.out.printf(
        "Sending %d messages under faults; logs and data are in %s%n", plan.sends(), folder);
    int status;
    try (BrokerProcess broker =
        BrokerProcess.start(home, folder.resolve("data"), folder.resolve("broker.log"))) {
      FaultReport report = new FaultSuite(plan, jar, folder).run(new BrokerEngine(broker));
      System.out.print(report.text());
      Files.writeString(folder.resolveSibling("faults.txt"), report.text());
      Files.writeString(folder.resolveSibling("faults.json"), report.json());
      status = report.holds() ? 0 : 1;
    }
    System.out.flush();
    System.exit(status);
  }
}

package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.testengine.GivenBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The large fault suite: {@code ./mvnw -Pfaults}, on the in-memory engine in a process of its own
 * or on the broker that {@link GivenBroker} finds. The exit code is 0 only if nothing was lost and
 * nothing silently duplicated. Read from system properties:
 *
 * <ul>
 *   <li>{@code faults.sends}: messages asked for
 *   <li>{@code faults.seed}: of everything random
 *   <li>{@code engine.jar}: of the engine in a process of its own
 *   <li>{@code worker.jar}: the worker's jar
 *   <li>{@code faults.folder}: for logs, data, faults.txt and faults.json
 * </ul>
 */
public final class RunFaultSuite {

  private RunFaultSuite() {}

  public static void main(String[] arguments) throws Exception {
    Plan plan =
        Plan.large(Integer.getInteger("faults.sends", 2_000), Long.getLong("faults.seed", 1));
    Path jar = Path.of(System.getProperty("worker.jar", ""));
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(System.getProperty("faults.folder", "target/faults"))),
            "run-");
    System.out.printf(
        "Sending %d messages under faults; logs and data are in %s%n", plan.sends(), folder);
    int status;
    try (Engine engine = engine(folder)) {
      FaultReport report = new FaultSuite(plan, jar, folder).run(engine);
      System.out.print(report.text());
      Files.writeString(folder.resolveSibling("faults.txt"), report.text());
      Files.writeString(folder.resolveSibling("faults.json"), report.json());
      status = report.holds() ? 0 : 1;
    }
    System.out.flush();
    System.exit(status);
  }

  private static Engine engine(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("engine.log");
    Optional<Engine> broker = GivenBroker.find(folder.resolve("data"), log);
    return broker.isPresent()
        ? broker.get()
        : EngineProcess.start(Path.of(System.getProperty("engine.jar", "")), log);
  }
}

package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.testengine.GivenBroker;
import dev.intercomconnector.trials.ConnectorProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The large fault suite: {@code ./mvnw -Pfaults}, on the in-memory engine in a process of its own
 * or on the broker that {@link GivenBroker} finds. The exit code is 0 only if nothing was lost,
 * nothing is stuck and nothing was silently duplicated. Read from system properties:
 *
 * <ul>
 *   <li>{@code faults.sends}: messages asked for in each deployment
 *   <li>{@code faults.in}: the deployments, one after the other: {@code worker}, {@code runtime}
 *   <li>{@code faults.minutes}: in each deployment, no message is asked for after that time
 *   <li>{@code faults.seed}: of everything random
 *   <li>{@code engine.jar}: of the engine in a process of its own
 *   <li>{@code worker.jar}, {@code plugin.jar}: of the worker, and of the plugin for the runtime
 *   <li>{@code runtime.folder}: Camunda's connector runtime
 *   <li>{@code faults.folder}: for logs, data, faults.txt and faults.json
 * </ul>
 */
public final class RunFaultSuite {

  private RunFaultSuite() {}

  public static void main(String[] arguments) throws Exception {
    Plan plan =
        Plan.large(
            Integer.getInteger("faults.sends", 2_000),
            Duration.ofMinutes(Integer.getInteger("faults.minutes", 60)),
            Long.getLong("faults.seed", 1));
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(System.getProperty("faults.folder", "target/faults"))),
            "run-");
    List<FaultReport> reports = new ArrayList<>();
    for (String name : System.getProperty("faults.in", "worker").split(",", -1)) {
      Path logs = Files.createDirectories(folder.resolve(name));
      System.out.printf(
          "Sending %d messages under faults in the %s; logs and data are in %s%n",
          plan.sends(), name, logs);
      try (Engine engine = engine(logs)) {
        reports.add(new FaultSuite(plan, ConnectorProgram.named(name), logs).run(engine));
      }
      System.out.print(reports.getLast().text());
    }
    Files.writeString(
        folder.resolveSibling("faults.txt"),
        reports.stream().map(FaultReport::text).collect(Collectors.joining("\n")));
    Files.writeString(folder.resolveSibling("faults.json"), FaultReport.json(reports));
    System.out.flush();
    System.exit(reports.stream().allMatch(FaultReport::holds) ? 0 : 1);
  }

  private static Engine engine(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("engine.log");
    Optional<Engine> broker = GivenBroker.find(folder.resolve("data"), log);
    return broker.isPresent()
        ? broker.get()
        : EngineProcess.start(Path.of(System.getProperty("engine.jar", "")), log);
  }
}

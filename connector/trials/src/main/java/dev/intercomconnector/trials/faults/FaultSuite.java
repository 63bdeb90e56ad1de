package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.trials.ConnectorProgram;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends many messages while workers, connections, Intercom and the engine fail, and counts what
 * became of them.
 */
final class FaultSuite {

  /** So long nothing may happen before the sends without an end are given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Plan plan;
  private final ConnectorProgram deployment;
  private final Path folder;

  /**
   * @param deployment under test
   * @param folder for the logs of its replicas
   */
  FaultSuite(Plan plan, ConnectorProgram deployment, Path folder) {
    this.plan = plan;
    this.deployment = deployment;
    this.folder = folder;
  }

  FaultReport run(Engine on) throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now();
    SuiteEngine engine = new SuiteEngine(on);
    Files.createDirectories(folder);
    try (IntercomDouble intercom = IntercomDouble.start();
        CamundaClient client = on.client()) {
      TokenRotation token = TokenRotation.start(folder.resolve("access-token"), intercom.control());
      SendProcess process = new SendProcess(client, engine.showsIncidents());
      process.deploy();
      try (Ends ends = new Ends(client);
          Crew crew =
              Crew.start(
                  plan.replicas(),
                  on.grpcAddress(),
                  URI.create(intercom.baseUrl()),
                  (toEngine, toIntercom) -> deployment.setup(toEngine, settings(toIntercom, token)),
                  folder)) {
        Driver driver = new Driver(process, plan, ends);
        RetryingOperator operator = new RetryingOperator(client, engine, intercom.control());
        Trouble trouble =
            new Trouble(plan, engine, intercom.control(), token, crew, driver, operator);
        trouble.breakAnswers();
        drive(driver, trouble);
        awaitEnds(driver, ends, operator);
        Tally tally =
            Tally.of(
                driver.instanceByKey().keySet(),
                ends.byKey(),
                operator.said(),
                intercom.control().ledger());
        return FaultReport.of(
            deployment.name(),
            engine.name(client),
            tally,
            trouble.done(),
            operator.done(),
            intercom.control().ledger(),
            Duration.between(start, Instant.now()));
      }
    }
  }

  private static Map<String, String> settings(URI intercom, TokenRotation token) {
    Map<String, String> settings = new HashMap<>(Plan.workerSettings());
    settings.put("INTERCOM_ACCESS_TOKEN", "");
    settings.put("INTERCOM_ACCESS_TOKEN_FILE", token.file().toAbsolutePath().toString());
    return WorkerSettings.of(intercom.toString(), settings);
  }

  private static void drive(Driver driver, Trouble trouble)
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> driving =
          executor.submit(
              () -> {
                driver.drive();
                return true;
              });
      trouble.make(driving::isDone);
      driving.get();
    }
  }

  private static void awaitEnds(Driver driver, Ends ends, RetryingOperator operator)
      throws InterruptedException {
    var instances = driver.instanceByKey();
    int ended = -1;
    long since = System.nanoTime();
    while (ended < instances.size() && System.nanoTime() - since < PATIENCE.toNanos()) {
      operator.act(instances);
      int now = ends.byKey().size();
      if (now != ended) {
        ended = now;
        since = System.nanoTime();
      }
      Thread.sleep(PAUSE);
    }
  }
}

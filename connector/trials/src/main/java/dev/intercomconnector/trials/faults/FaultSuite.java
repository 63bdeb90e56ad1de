package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.process.Relay;
import dev.intercomconnector.testengine.process.WorkerProcess;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private final Path jar;
  private final Path folder;

  /**
   * @param jar of the worker under test
   * @param folder for the workers' logs
   */
  FaultSuite(Plan plan, Path jar, Path folder) {
    this.plan = plan;
    this.jar = jar;
    this.folder = folder;
  }

  FaultReport run(Engine on) throws IOException, InterruptedException, ExecutionException {
    Instant start = Instant.now();
    SuiteEngine engine = new SuiteEngine(on);
    try (IntercomDouble intercom = IntercomDouble.start();
        Relay relay = Relay.to(URI.create(intercom.baseUrl()));
        CamundaClient client = on.client()) {
      SendProcess process = new SendProcess(client, engine.showsIncidents());
      process.deploy();
      var setup =
          new WorkerProcess.Setup(
              jar,
              on.grpcAddress(),
              WorkerSettings.of(relay.address().toString(), Plan.workerSettings()));
      try (Ends ends = new Ends(client);
          Crew crew = Crew.start(Plan.WORKERS, setup, folder)) {
        Driver driver = new Driver(process, plan);
        Trouble trouble = new Trouble(plan, engine, intercom.control(), relay, crew, driver);
        trouble.breakAnswers();
        drive(driver, trouble);
        awaitEnds(engine, driver, ends);
        Tally tally =
            Tally.of(driver.instanceByKey().keySet(), ends.byKey(), intercom.control().ledger());
        return FaultReport.of(
            tally,
            trouble.done(),
            intercom.control().ledger(),
            Duration.between(start, Instant.now()));
      }
    }
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

  private static void awaitEnds(SuiteEngine engine, Driver driver, Ends ends)
      throws InterruptedException {
    var instances = driver.instanceByKey();
    int ended = -1;
    long since = System.nanoTime();
    while (ended < instances.size() && System.nanoTime() - since < PATIENCE.toNanos()) {
      var unknown = engine.withUnknownOutcome();
      instances.forEach(
          (key, instance) -> {
            if (unknown.contains(instance)) {
              ends.note(key, new Ends.End.Unknown());
            }
          });
      int now = ends.byKey().size();
      if (now != ended) {
        ended = now;
        since = System.nanoTime();
      }
      Thread.sleep(PAUSE);
    }
  }
}

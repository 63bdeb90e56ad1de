package dev.intercomconnector.trials.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.process.Relay;
import dev.intercomconnector.testengine.process.WorkerProcess;
import dev.intercomconnector.trials.ConnectorProgram;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an installation lives through, one trouble at a time: workers and connector runtimes in
 * processes of their own, and networks that can be cut. What Intercom stored is counted at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
abstract class Survival {

  static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Less than the worker waits for, so that it is still waiting when the trouble comes. */
  private static final Duration SLOW = Duration.ofMillis(1_500);

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Long> started = new HashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Engine engine;
  private CamundaClient client;
  private SendProcess process;
  private Ends ends;
  private IntercomDouble intercom;
  private String test = "";

  @SuppressWarnings("NullAway.Init")
  Survival() {}

  /** Starts the engine that the tests run on. */
  abstract Engine start(Path data, Path log) throws IOException, InterruptedException;

  Engine engine() {
    return engine;
  }

  @BeforeAll
  void startEngine(@TempDir Path data) throws IOException, InterruptedException {
    engine = start(data, log("engine"));
    client = engine.client();
    process = new SendProcess(client, false);
    process.deploy();
    ends = new Ends(client);
  }

  @AfterAll
  void stopEngine() {
    ends.close();
    client.close();
    engine.close();
  }

  @BeforeEach
  void startIntercom(TestInfo info) throws IOException {
    test = info.getTestMethod().orElseThrow().getName();
    intercom = IntercomDouble.start();
    open.add(intercom);
    started.clear();
  }

  @AfterEach
  void stopWorkers() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    open.clear();
  }

  @ParameterizedTest
  @CsvSource({"worker, 2", "worker, 3"})
  void replicasShareOneTaskTypeAndSendEachMessageOnce(String deployment, int replicas)
      throws Exception {
    List<WorkerProcess> workers = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      workers.add(start(ConnectorProgram.named(deployment), engine.grpcAddress(), baseUrl()));
    }
    for (WorkerProcess worker : workers) {
      worker.awaitReady();
    }

    start(60);

    Tally tally = awaitEnds();
    assertThat(tally.sentOnce()).as(tally.toString()).isEqualTo(60);
    assertThat(requests()).isEqualTo(60);
    double counted = 0;
    for (WorkerProcess worker : workers) {
      counted += sends(worker);
    }
    assertThat(counted).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = "worker")
  void whatAKilledWorkerHadBegunIsTakenOverAndNotSentAgain(String name) throws Exception {
    ConnectorProgram deployment = ConnectorProgram.named(name);
    answerSlowly();
    WorkerProcess first = start(deployment, engine.grpcAddress(), baseUrl()).awaitReady();
    start(8);
    await().atMost(PATIENCE).until(() -> requests() == 8);

    first.process().kill();
    start(deployment, engine.grpcAddress(), baseUrl());

    Tally tally = awaitEnds();
    assertThat(requests()).isEqualTo(8);
    // Half of them can be looked for in Intercom.
    assertThat(tally.sentLater()).as(tally.toString()).isEqualTo(4);
    assertThat(tally.unknownAndStored()).as(tally.toString()).isEqualTo(4);
  }

  @Test
  void aWorkerCutOffFromTheEngineForLongerThanItsLeaseIsReplacedAndComesBack() throws Exception {
    Relay relay = relay(engine.grpcAddress());
    startWorker(relay.address(), baseUrl()).awaitReady();
    answerSlowly();
    start(8);
    await().atMost(PATIENCE).until(() -> requests() == 8);

    relay.cut();
    WorkerProcess other = startWorker(engine.grpcAddress(), baseUrl());
    Tally cutOff = awaitEnds();
    assertThat(requests()).isEqualTo(8);
    assertThat(cutOff.sentOnce() + cutOff.unknownAndStored()).as(cutOff.toString()).isEqualTo(8);

    relay.mend();
    other.close();
    start(8);

    Tally tally = awaitEnds();
    assertThat(tally.asked()).isEqualTo(16);
    assertThat(requests()).isEqualTo(16);
  }

  @Test
  void aWorkerCutOffFromIntercomSaysWhatItDoesNotKnowAndGoesOnAfterwards() throws Exception {
    Relay relay = relay(URI.create(intercom.baseUrl()));
    startWorker(engine.grpcAddress(), relay.address().toString()).awaitReady();
    answerSlowly();
    start(8);
    await().atMost(PATIENCE).until(() -> requests() == 8);

    relay.cut();
    start(4);
    await().atMost(PATIENCE).until(() -> unknown() >= 4);
    intercom.control().clearFaults();
    relay.mend();
    start(4);

    Tally tally = awaitEnds();
    assertThat(tally.asked()).isEqualTo(16);
    assertThat(tally.unknownAndStored()).as(tally.toString()).isPositive();
    assertThat(tally.sentOnce()).as(tally.toString()).isPositive();
  }

  WorkerProcess startWorker(URI engine, String intercomUrl) throws IOException {
    return start(ConnectorProgram.named("worker"), engine, intercomUrl);
  }

  private WorkerProcess start(ConnectorProgram deployment, URI engine, String intercomUrl)
      throws IOException {
    Map<String, String> settings = new HashMap<>(Plan.workerSettings());
    settings.put("INTERCOM_RECONCILIATION_PAUSE", "PT1S");
    WorkerProcess worker =
        WorkerProcess.start(
            deployment.setup(engine, WorkerSettings.of(intercomUrl, settings)),
            log(test + "-" + deployment.name() + "-" + open.size()));
    open.add(worker);
    return worker;
  }

  private Path log(String name) {
    return Path.of("target", getClass().getSimpleName(), name + ".log");
  }

  private Relay relay(URI server) throws IOException {
    Relay relay = Relay.to(server);
    open.add(relay);
    return relay;
  }

  String baseUrl() {
    return intercom.baseUrl();
  }

  void start(int sends) {
    for (int i = 0; i < sends; i++) {
      await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ClientException.class).until(this::start);
    }
  }

  /** An engine that has just come back may refuse; each try has a key of its own. */
  private boolean start() {
    int number = started.size();
    String key = "send-%d-%d".formatted(number, System.nanoTime());
    started.put(key, process.start(number, key));
    return true;
  }

  void answerSlowly() {
    intercom
        .control()
        .addFault(FaultRule.sometimes(1, "POST", "/messages", new FaultEffect.Stall(SLOW)));
  }

  /** Requests for a new message that reached Intercom. */
  long requests() {
    return intercom.control().ledger().stream()
        .filter(entry -> entry.method().equals("POST") && entry.path().equals("/messages"))
        .count();
  }

  private long unknown() {
    return ends.byKey().entrySet().stream()
        .filter(end -> started.containsKey(end.getKey()))
        .filter(end -> end.getValue() instanceof Ends.End.Unknown)
        .count();
  }

  /** Every process has said how its send ended, and Intercom agrees. */
  Tally awaitEnds() {
    await().atMost(PATIENCE).until(() -> ends.byKey().keySet().containsAll(started.keySet()));
    Tally tally = Tally.of(started.keySet(), ends.byKey(), Set.of(), intercom.control().ledger());
    assertThat(tally.holds()).as(tally.toString()).isTrue();
    return tally;
  }

  /** How many sends a worker counted. */
  private double sends(WorkerProcess worker) throws IOException {
    URI meter = worker.address().resolve("/actuator/metrics/intercom.sends?tag=outcome:sent");
    try (var in = meter.toURL().openStream()) {
      JsonNode measured = json.readTree(new String(in.readAllBytes(), UTF_8));
      return measured.path("measurements").path(0).path("value").asDouble();
    } catch (FileNotFoundException nothingSent) {
      return 0;
    }
  }
}

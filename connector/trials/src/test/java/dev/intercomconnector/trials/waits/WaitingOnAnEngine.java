package dev.intercomconnector.trials.waits;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.process.WorkerProcess;
import dev.intercomconnector.trials.ConnectorProgram;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Real jobs that wait in the real worker or connector runtime, on an engine and in real time, each
 * a process of its own: how long it takes from a contact's reply to the end of the process
 * instance. The double's search is five seconds behind.
 */
final class WaitingOnAnEngine {

  private static final Duration LAG = Duration.ofSeconds(5);
  private static final String SECRET = "sandbox-secret";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int REPLIES = 60;
  private static final Duration BETWEEN_REPLIES = Duration.ofMillis(500);

  /**
   * @param registeredWithin from the first instance's start until the last job was registered
   * @param calls to Intercom while the replies came, the one for each answer's words left out
   * @param delays shortest first
   */
  record Result(
      Duration registeredWithin, long calls, Duration callsWithin, List<Duration> delays) {}

  /** What tells the worker of a reply first. */
  enum Told {
    BY_SWEEP,
    BY_WEBHOOK
  }

  private final Engine engine;
  private final ConnectorProgram deployment;
  private final Path log;

  /**
   * @param deployment that the jobs wait in
   * @param log gets what it prints
   */
  WaitingOnAnEngine(Engine engine, ConnectorProgram deployment, Path log) {
    this.engine = engine;
    this.deployment = deployment;
    this.log = log;
  }

  Result run(int howMany, Told told) throws Exception {
    var settings =
        DoubleSettings.usual()
            .withBehaviour(Behaviour.usual().withIndexLag(LAG).withRateLimit(Integer.MAX_VALUE));
    try (var intercom = IntercomDouble.start(settings);
        var client = engine.client();
        var worker = WorkerProcess.start(setup(intercom), log)) {
      worker.awaitReady();
      deploy(client);
      if (told == Told.BY_WEBHOOK) {
        intercom
            .control()
            .subscribe(
                Subscription.of(worker.address().resolve("/intercom/webhook/default"), SECRET));
      }
      Instant start = Instant.now();
      for (int i = 0; i < REPLIES; i++) {
        start(client, "send", Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hi"));
      }
      for (int i = REPLIES; i < howMany; i++) {
        start(client, "wait", waitingFor("nobody-" + i));
      }
      await(() -> intercom.control().messages().size() == REPLIES);
      List<String> messages =
          intercom.control().messages().stream().map(message -> message.id()).toList();
      Map<String, Instant> ended = new ConcurrentHashMap<>();
      messages.forEach(
          id -> startAndTell(client, "wait", waitingFor(id), () -> ended.put(id, Instant.now())));
      await(() -> waiting(worker) == howMany);
      Duration registeredWithin = Duration.between(start, Instant.now());
      settle(intercom);

      Instant begun = Instant.now();
      Map<String, Instant> replied = new ConcurrentHashMap<>();
      for (String message : messages) {
        replied.put(message, Instant.now());
        intercom.control().contactReplies(message, "Thank you");
        Thread.sleep(BETWEEN_REPLIES);
      }
      await(() -> ended.size() == REPLIES);
      Duration within = Duration.between(begun, Instant.now());
      long calls =
          intercom.control().ledger().stream()
              .filter(call -> call.path().equals("/conversations/search"))
              .count();
      List<Duration> delays =
          messages.stream()
              .map(message -> Duration.between(replied.get(message), ended.get(message)))
              .sorted()
              .toList();
      return new Result(registeredWithin, calls, within, delays);
    }
  }

  private WorkerProcess.Setup setup(IntercomDouble intercom) {
    return deployment.setup(
        engine.grpcAddress(),
        WorkerSettings.of(intercom.baseUrl(), Map.of("INTERCOM_CLIENT_SECRET", SECRET)));
  }

  private static Map<String, Object> waitingFor(String messageId) {
    return Map.of("messageId", messageId, "waitUntil", "replied", "waitFor", "PT1H");
  }

  private static void deploy(CamundaClient client) {
    Map<String, String> types =
        Map.of("send", "intercom-send-message", "wait", "intercom-find-conversation");
    types.forEach(
        (id, type) -> {
          Consumer<ServiceTaskBuilder> task = one -> one.zeebeJobType(type).zeebeJobRetries("3");
          var model =
              Bpmn.createExecutableProcess(id)
                  .startEvent()
                  .serviceTask("task", task)
                  .endEvent()
                  .done();
          client.newDeployResourceCommand().addProcessModel(model, id + ".bpmn").send().join();
        });
  }

  private static void start(CamundaClient client, String process, Map<String, ?> inputs) {
    client
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(Map.of("intercom", inputs))
        .send()
        .join();
  }

  private static void startAndTell(
      CamundaClient client, String process, Map<String, ?> inputs, Runnable ended) {
    client
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(Map.of("intercom", inputs))
        .withResult()
        .requestTimeout(PATIENCE)
        .send()
        .thenRun(ended);
  }

  private static int waiting(WorkerProcess worker) throws IOException {
    try (var gauge =
        worker.address().resolve("/actuator/metrics/intercom.waits").toURL().openStream()) {
      return new ObjectMapper().readTree(gauge).path("measurements").path(0).path("value").asInt();
    }
  }

  /** Until the first looks are done and the pauses have grown. */
  private static void settle(IntercomDouble intercom) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(30));
    intercom.control().clearLedger();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant until = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      if (Instant.now().isAfter(until)) {
        throw new IllegalStateException("what was waited for did not happen in " + PATIENCE);
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}

package dev.intercomconnector.trials.waits;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import dev.intercomconnector.worker.IntercomWorker;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Real jobs that wait in the real worker, on the embedded engine and in real time: how long it
 * takes from a contact's reply to the end of the process instance. The double's search is five
 * seconds behind.
 */
final class WaitingOnAnEngine {

  private static final Duration LAG = Duration.ofSeconds(5);
  private static final String SECRET = "sandbox-secret";
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

  Result run(int howMany, Told told) throws IOException, InterruptedException {
    var settings =
        DoubleSettings.usual()
            .withBehaviour(Behaviour.usual().withIndexLag(LAG).withRateLimit(Integer.MAX_VALUE));
    try (var engine = EmbeddedEngine.start();
        var intercom = IntercomDouble.start(settings);
        var client = engine.client();
        var worker = worker(engine, intercom)) {
      deploy(client);
      if (told == Told.BY_WEBHOOK) {
        String port = worker.getEnvironment().getRequiredProperty("local.server.port");
        intercom
            .control()
            .subscribe(
                Subscription.of(
                    URI.create("http://127.0.0.1:" + port + "/intercom/webhook/default"), SECRET));
      }
      Instant start = Instant.now();
      for (int i = 0; i < howMany; i++) {
        if (i < REPLIES) {
          instance(
              client,
              "send",
              Map.of(
                  "intercom",
                  Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello")));
        } else {
          instance(client, "wait", waitingFor("nobody-" + i));
        }
      }
      await(() -> intercom.control().messages().size() == REPLIES);
      Map<Long, String> messages = new HashMap<>();
      intercom.control().messages().stream()
          .map(message -> message.id())
          .forEach(id -> messages.put(instance(client, "wait", waitingFor(id)), id));
      await(() -> waiting(worker) == howMany);
      Duration registeredWithin = Duration.between(start, Instant.now());
      settle(intercom);

      intercom.control().clearLedger();
      Instant begun = Instant.now();
      Map<Long, Instant> replied = new HashMap<>();
      for (var waiting : messages.entrySet()) {
        replied.put(waiting.getKey(), Instant.now());
        intercom.control().contactReplies(waiting.getValue(), "Thank you");
        Thread.sleep(BETWEEN_REPLIES);
      }
      await(() -> ended(engine, replied.keySet()).size() == REPLIES);
      long calls =
          intercom.control().ledger().stream()
              .filter(call -> call.path().equals("/conversations/search"))
              .count();
      Duration within = Duration.between(begun, Instant.now());
      var ended = ended(engine, replied.keySet());
      List<Duration> delays =
          replied.entrySet().stream()
              .map(one -> Duration.between(one.getValue(), ended.get(one.getKey())))
              .sorted()
              .toList();
      return new Result(registeredWithin, calls, within, delays);
    }
  }

  private static Map<String, Object> waitingFor(String messageId) {
    return Map.of(
        "intercom", Map.of("messageId", messageId, "waitUntil", "replied", "waitFor", "PT1H"));
  }

  private static ConfigurableApplicationContext worker(
      EmbeddedEngine engine, IntercomDouble intercom) {
    return new SpringApplicationBuilder(IntercomWorker.class)
        .run(
            "--logging.level.root=ERROR",
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--camunda.client.grpc-address=" + engine.grpcAddress(),
            "--camunda.client.rest-address=http://127.0.0.1:1",
            "--intercom.workspaces.default.access-token=" + DoubleSettings.TOKEN,
            "--intercom.workspaces.default.base-url=" + intercom.baseUrl(),
            "--intercom.workspaces.default.client-secret=" + SECRET,
            "--intercom.workspaces.default.default-admin=" + Seed.ADA);
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

  private static long instance(CamundaClient client, String process, Map<String, ?> variables) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static int waiting(ConfigurableApplicationContext worker) {
    return (int) worker.getBean(MeterRegistry.class).get("intercom.waits").gauge().value();
  }

  private static Map<Long, Instant> ended(EmbeddedEngine engine, Iterable<Long> instances) {
    Map<Long, Instant> ended = new HashMap<>();
    for (EngineEvent event : engine.history().events()) {
      if (event instanceof EngineEvent.Element element
          && element.step() == Step.COMPLETED
          && element.type() == BpmnElementType.PROCESS) {
        ended.put(element.processInstance(), element.time());
      }
    }
    List<Long> wanted = new ArrayList<>();
    instances.forEach(wanted::add);
    ended.keySet().retainAll(wanted);
    return ended;
  }

  /** Until the first looks are done and the pauses have grown. */
  private static void settle(IntercomDouble intercom) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(30));
    intercom.control().clearLedger();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant until = Instant.now().plusSeconds(300);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(until)) {
        throw new IllegalStateException("what was waited for did not happen in five minutes");
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}

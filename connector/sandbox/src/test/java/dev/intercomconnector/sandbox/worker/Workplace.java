package dev.intercomconnector.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.sandbox.engine.EmbeddedEngine;
import dev.intercomconnector.sandbox.engine.EngineEvent;
import dev.intercomconnector.sandbox.intercom.DoubleSettings;
import dev.intercomconnector.sandbox.intercom.IntercomDouble;
import dev.intercomconnector.sandbox.intercom.api.Behaviour;
import dev.intercomconnector.sandbox.intercom.control.SandboxControl;
import dev.intercomconnector.sandbox.intercom.workspace.Seed;
import dev.intercomconnector.worker.IntercomWorker;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An engine, the Intercom double and a worker, and what a test wants to do with them. */
final class Workplace implements AutoCloseable {

  static final String SEND = "intercom-send-message";
  static final String FIND = "intercom-find-conversation";
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedEngine engine;
  private final IntercomDouble intercom;
  private final CamundaClient client;
  private @Nullable ConfigurableApplicationContext worker;
  private final List<Long> started = new ArrayList<>();
  private int processes;

  Workplace() throws IOException {
    engine = EmbeddedEngine.start();
    intercom =
        IntercomDouble.start(
            DoubleSettings.usual()
                .withBehaviour(
                    Behaviour.usual()
                        .withIndexLag(Duration.ZERO)
                        .withContactIndexLag(Duration.ZERO)));
    client = engine.client();
  }

  /** Starts the worker with the workspace "default" and what is set beside it. */
  Workplace withWorker(String... properties) {
    Map<String, Object> set = new HashMap<>();
    set.put("server.address", "127.0.0.1");
    set.put("server.port", "0");
    set.put("camunda.client.mode", "self-managed");
    set.put("camunda.client.grpc-address", engine.grpcAddress().toString());
    set.put("camunda.client.rest-address", "http://127.0.0.1:1");
    set.put("camunda.client.prefer-rest-over-grpc", "false");
    set.put("intercom.young-contact-window", "PT1S");
    set.put("intercom.sweep.floor", "PT0.2S");
    set.put("intercom.sweep.ceiling", "PT0.5S");
    set.put("intercom.workspaces.default.access-token", DoubleSettings.TOKEN);
    set.put("intercom.workspaces.default.base-url", intercom.baseUrl());
    set.put("intercom.workspaces.default.default-admin", Seed.ADA);
    for (String property : properties) {
      int equals = property.indexOf('=');
      set.put(
          property.substring(0, equals),
          property.substring(equals + 1).replace("{intercom}", intercom.baseUrl()));
    }
    worker =
        new SpringApplicationBuilder(IntercomWorker.class)
            .properties(Map.of("logging.level.root", "WARN"))
            .run(
                set.entrySet().stream()
                    .map(e -> "--" + e.getKey() + "=" + e.getValue())
                    .toArray(String[]::new));
    return this;
  }

  void stopWorker() {
    Objects.requireNonNull(worker).close();
    worker = null;
  }

  ConfigurableApplicationContext worker() {
    return Objects.requireNonNull(worker);
  }

  SandboxControl intercom() {
    return intercom.control();
  }

  /** How many messages Intercom has, and how many requests to create one reached it. */
  void assertSent(int messages, int requests) {
    assertThat(intercom().messages()).hasSize(messages);
    assertThat(posts()).isEqualTo(requests);
  }

  long posts() {
    return intercom().ledger().stream()
        .filter(entry -> entry.method().equals("POST"))
        .filter(entry -> entry.path().equals("/messages") || entry.path().equals("/conversations"))
        .count();
  }

  /** Runs a process of one task, whose inputs are the variables it starts with. */
  long start(String taskType, Map<String, ?> variables, String... headers) {
    return start(
        taskType,
        variables,
        task -> {
          for (int i = 0; i < headers.length; i += 2) {
            task.zeebeTaskHeader(headers[i], headers[i + 1]);
          }
        });
  }

  /** With a boundary event on the task that catches every BPMN error and leads to "caught". */
  long start(String taskType, Map<String, ?> variables, Consumer<ServiceTaskBuilder> design) {
    String id = "process-" + ++processes;
    var model =
        Bpmn.createExecutableProcess(id)
            .startEvent()
            .serviceTask(
                "task",
                task -> {
                  task.zeebeJobType(taskType).zeebeJobRetries("3");
                  design.accept(task);
                })
            .boundaryEvent("error", event -> event.error())
            .endEvent("caught")
            .moveToActivity("task")
            .endEvent("done")
            .done();
    client.newDeployResourceCommand().addProcessModel(model, id + ".bpmn").send().join();
    return create(id, variables);
  }

  /** Runs one of the processes in example-bpmn. */
  long startExample(String file, String processId, Map<String, ?> variables) {
    client
        .newDeployResourceCommand()
        .addResourceFromClasspath("example-bpmn/" + file)
        .send()
        .join();
    return create(processId, variables);
  }

  private long create(String processId, Map<String, ?> variables) {
    long instance =
        client
            .newCreateInstanceCommand()
            .bpmnProcessId(processId)
            .latestVersion()
            .variables(variables)
            .send()
            .join()
            .getProcessInstanceKey();
    started.add(instance);
    return instance;
  }

  /** Ends what earlier tests left waiting, and forgets what they sent. */
  void clear() {
    for (long instance : started) {
      try {
        client.newCancelInstanceCommand(instance).send().join();
      } catch (ClientStatusException ended) {
        assertThat(ended.getStatusCode()).isEqualTo(Status.Code.NOT_FOUND);
      }
    }
    started.clear();
    intercom().reset();
    intercom().clearLedger();
  }

  List<EngineEvent> history(long instance) {
    return engine.history().of(instance);
  }

  void awaitEnd(long instance, String endEvent) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(history(instance))
                    .anyMatch(
                        event ->
                            event instanceof EngineEvent.Element element
                                && element.id().equals(endEvent)
                                && element.step() == EngineEvent.Step.COMPLETED));
  }

  EngineEvent.Incident awaitIncident(long instance) {
    return await()
        .atMost(PATIENCE)
        .until(() -> last(instance, EngineEvent.Incident.class), Optional::isPresent)
        .orElseThrow();
  }

  EngineEvent.JobFailed awaitFailure(long instance) {
    return await()
        .atMost(PATIENCE)
        .until(() -> last(instance, EngineEvent.JobFailed.class), Optional::isPresent)
        .orElseThrow();
  }

  EngineEvent.BpmnError awaitBpmnError(long instance) {
    return await()
        .atMost(PATIENCE)
        .until(() -> last(instance, EngineEvent.BpmnError.class), Optional::isPresent)
        .orElseThrow();
  }

  <T extends EngineEvent> Optional<T> last(long instance, Class<T> kind) {
    return history(instance).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((one, next) -> next);
  }

  /** The newest value of a variable of the process itself. */
  JsonNode variable(long instance, String name) {
    String json =
        history(instance).stream()
            .filter(EngineEvent.Variable.class::isInstance)
            .map(EngineEvent.Variable.class::cast)
            .filter(variable -> variable.scope() == instance && variable.name().equals(name))
            .reduce((one, next) -> next)
            .map(EngineEvent.Variable::json)
            .orElse("null");
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest value of a variable that is local to the process's task. */
  JsonNode localVariable(long instance, String name) {
    String json =
        history(instance).stream()
            .filter(EngineEvent.Variable.class::isInstance)
            .map(EngineEvent.Variable.class::cast)
            .filter(variable -> variable.scope() != instance && variable.name().equals(name))
            .reduce((one, next) -> next)
            .map(EngineEvent.Variable::json)
            .orElse("null");
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until that many jobs are registered with the worker. */
  void awaitWaiting(ConfigurableApplicationContext worker, int jobs) {
    await().atMost(PATIENCE).until(() -> waiting(worker) == jobs);
  }

  static int waiting(ConfigurableApplicationContext worker) {
    return (int) worker.getBean(MeterRegistry.class).get("intercom.waits").gauge().value();
  }

  /** What an operator does after mending the cause: gives retries and resolves the incident. */
  void resolve(EngineEvent.Incident incident) {
    client.newUpdateRetriesCommand(incident.jobKey()).retries(3).send().join();
    client.newResolveIncidentCommand(incident.key()).send().join();
  }

  CamundaClient client() {
    return client;
  }

  String intercomUrl() {
    return intercom.baseUrl();
  }

  EmbeddedEngine engine() {
    return engine;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    client.close();
    intercom.close();
    engine.close();
  }
}

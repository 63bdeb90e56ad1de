package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.worker.webhook.ConversationListener;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine, the Intercom double and a worker, and what a test wants to do with them. */
public final class Workplace implements AutoCloseable {

  public static final String SEND = "intercom-send-message";
  public static final String FIND = "intercom-find-conversation";
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Turns the webhook of the worker's default workspace on. */
  public static final String WITH_WEBHOOK = "intercom.workspaces.default.client-secret=hush";

  /** Has the worker publish messages. */
  public static final String PUBLISHING = "intercom.messages.publish=true";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedEngine engine;
  private final IntercomDouble intercom;
  private final CamundaClient client;
  private Deployment.@Nullable Running worker;
  private final List<Long> started = new ArrayList<>();
  private @Nullable ConversationListener listener;
  private int processes;

  public Workplace() throws IOException {
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
  public Workplace withWorker(String... properties) {
    return in(Deployment.here(), properties);
  }

  /** The same, in a deployment of the test's choice. */
  public Workplace in(Deployment deployment, String... properties) {
    Map<String, String> set = new HashMap<>();
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
    worker = deployment.start(set);
    if (listener != null) {
      ((WorkerInThisJvm) worker).listening(listener);
    }
    return this;
  }

  /** Has the worker, once it is started, tell of the conversations it sees. */
  public Workplace listening(ConversationListener told) {
    listener = told;
    return this;
  }

  /** Where the worker takes webhooks. */
  public URI webhook(String workspace) {
    return worker().address().resolve("/intercom/webhook/" + workspace);
  }

  /** Has Intercom tell the worker what happens; for a worker {@link #WITH_WEBHOOK}. */
  public Subscription subscription() {
    return Subscription.of(webhook("default"), "hush");
  }

  public void stopWorker() {
    Objects.requireNonNull(worker).close();
    worker = null;
  }

  public Deployment.Running worker() {
    return Objects.requireNonNull(worker);
  }

  public SandboxControl intercom() {
    return intercom.control();
  }

  /** Where the double of Intercom answers. */
  public String intercomUrl() {
    return intercom.baseUrl();
  }

  /** Runs a process that is given as BPMN. */
  public long startBpmn(String bpmn, String processId, Map<String, ?> variables) {
    client
        .newDeployResourceCommand()
        .addResourceStringUtf8(bpmn, processId + ".bpmn")
        .send()
        .join();
    return create(processId, variables);
  }

  /** How many messages Intercom has, and how many requests to create one reached it. */
  public void assertSent(int messages, int requests) {
    assertThat(intercom().messages()).hasSize(messages);
    assertThat(posts()).isEqualTo(requests);
  }

  /** A message that no worker of ours sends: by POST /messages. */
  public void sendFromElsewhere(String request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(intercom.baseUrl() + "/messages"))
                    .header("Authorization", "Bearer " + DoubleSettings.TOKEN)
                    .header("Intercom-Version", "2.14")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(request))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  public long posts() {
    return intercom().ledger().stream()
        .filter(entry -> entry.method().equals("POST"))
        .filter(entry -> entry.path().equals("/messages") || entry.path().equals("/conversations"))
        .count();
  }

  /** Runs a process of one task, whose form maps each variable to the input of the same name. */
  public long start(String taskType, Map<String, ?> variables, String... headers) {
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
  public long start(
      String taskType, Map<String, ?> variables, Consumer<ServiceTaskBuilder> design) {
    String id = "process-" + ++processes;
    var model =
        Bpmn.createExecutableProcess(id)
            .startEvent()
            .serviceTask(
                "task",
                task -> {
                  task.zeebeJobType(taskType).zeebeJobRetries("3");
                  variables
                      .keySet()
                      .forEach(name -> task.zeebeInputExpression(name, "intercom." + name));
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
  public long startExample(String file, String processId, Map<String, ?> variables) {
    deployExample(file);
    return create(processId, variables);
  }

  /** Deploys a process of example-bpmn, or a form that one needs. */
  public void deployExample(String file) {
    client
        .newDeployResourceCommand()
        .addResourceFromClasspath("example-bpmn/" + file)
        .send()
        .join();
  }

  /** Runs a process that somebody has drawn. */
  public long startDrawn(Path file, String processId, Map<String, ?> variables) {
    client.newDeployResourceCommand().addResourceFile(file.toString()).send().join();
    return create(processId, variables);
  }

  /** Runs a process that waits for a message and then ends at "done". */
  public long startWaiting(String messageName, String messageId) {
    return startWaiting("wait-for-" + messageName, messageName, messageId);
  }

  /** The same; a message goes to one instance of each process. */
  public long startWaiting(String id, String messageName, String messageId) {
    var model =
        Bpmn.createExecutableProcess(id)
            .startEvent()
            .intermediateCatchEvent(
                "wait",
                event ->
                    event.message(
                        message -> message.name(messageName).zeebeCorrelationKey("=messageId")))
            .endEvent("done")
            .done();
    client.newDeployResourceCommand().addProcessModel(model, id + ".bpmn").send().join();
    return create(id, Map.of("messageId", messageId));
  }

  /** Has the worker send an in-app message, and gives its id. */
  public String sendMessage() {
    int before = intercom().messages().size();
    long instance =
        start(SEND, Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "All well?"));
    awaitEnd(instance, "done");
    return intercom().messages().get(before).id();
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
  public void clear() {
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

  public List<EngineEvent> history(long instance) {
    return engine.history().of(instance);
  }

  public void awaitEnd(long instance, String endEvent) {
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

  public EngineEvent.Incident awaitIncident(long instance) {
    return await()
        .atMost(PATIENCE)
        .until(() -> last(instance, EngineEvent.Incident.class), Optional::isPresent)
        .orElseThrow();
  }

  public EngineEvent.JobFailed awaitFailure(long instance) {
    return await()
        .atMost(PATIENCE)
        .until(() -> last(instance, EngineEvent.JobFailed.class), Optional::isPresent)
        .orElseThrow();
  }

  public EngineEvent.BpmnError awaitBpmnError(long instance) {
    return await()
        .atMost(PATIENCE)
        .until(() -> last(instance, EngineEvent.BpmnError.class), Optional::isPresent)
        .orElseThrow();
  }

  public <T extends EngineEvent> Optional<T> last(long instance, Class<T> kind) {
    return history(instance).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((one, next) -> next);
  }

  /** The newest value of a variable of the process itself. */
  public JsonNode variable(long instance, String name) {
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
  public JsonNode localVariable(long instance, String name) {
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
  public void awaitWaiting(Deployment.Running worker, int jobs) {
    await().atMost(PATIENCE).until(() -> waiting(worker) == jobs);
  }

  public static int waiting(Deployment.Running worker) {
    return (int) worker.metric("intercom.waits");
  }

  /** What an operator does after mending the cause: gives retries and resolves the incident. */
  public void resolve(EngineEvent.Incident incident) {
    client.newUpdateRetriesCommand(incident.jobKey()).retries(3).send().join();
    client.newResolveIncidentCommand(incident.key()).send().join();
  }

  public CamundaClient client() {
    return client;
  }

  public EmbeddedEngine engine() {
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

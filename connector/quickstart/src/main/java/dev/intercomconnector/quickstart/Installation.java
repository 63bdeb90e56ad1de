package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineHistory;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.Process;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An engine with the example processes, the Intercom double and the worker between them, all in
 * this JVM and on free ports of 127.0.0.1.
 */
final class Installation implements AutoCloseable {
  private static final List<String> EXAMPLES =
      List.of(
          "onboarding.bpmn",
          "reply-or-reminder.bpmn",
          "poll-for-reply.bpmn",
          "user-initiated-message.bpmn",
          "error-handling.bpmn");

  /** The process that the tour takes. */
  static final String ONBOARDING = "intercom-onboarding";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final EmbeddedEngine engine;
  private final CamundaClient client;
  private final IntercomDouble intercom;
  private final List<Example> examples;

  private Installation() throws IOException {
    try {
      engine = opened(EmbeddedEngine.start());
      client = opened(engine.client());
      intercom = opened(IntercomDouble.start(settings()));
      examples = EXAMPLES.stream().map(this::deploy).toList();
      var worker = opened(RunningWorker.start(engine.grpcAddress(), intercom.baseUrl()));
      intercom.control().subscribe(worker.webhook());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything.
   *
   * @throws IOException when there is no port to listen on
   */
  static Installation start() throws IOException {
    return new Installation();
  }

  /** Where Camunda clients connect. */
  URI engineAddress() {
    return engine.grpcAddress();
  }

  /** Where the double answers as Intercom. */
  String intercomUrl() {
    return intercom.baseUrl();
  }

  /** The processes that can be started. */
  List<Example> examples() {
    return examples;
  }

  EngineHistory history() {
    return engine.history();
  }

  SandboxControl intercom() {
    return intercom.control();
  }

  /** Adds the scenario's contact and starts the process for them. */
  Onboarding onboard(OnboardingScenario scenario) {
    Profile profile =
        Profile.empty().withName(scenario.contactName()).withEmail(scenario.contactEmail());
    String contactId = intercom.control().addContact(NewContact.of(Role.USER, profile)).id();
    Instant now = Instant.now();
    return new Onboarding(scenario, contactId, start(ONBOARDING, scenario.variables()), now);
  }

  /** Starts a process with these variables and returns the instance's key. */
  long start(String processId, ObjectNode variables) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(processId)
        .latestVersion()
        .variables(variables.toString())
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** Gives a job one more try, and the element instance that waits for it another chance. */
  void tryAgain(EngineEvent.Incident incident) {
    if (incident.jobKey() > 0) {
      client.newUpdateRetriesCommand(incident.jobKey()).retries(1).send().join();
    }
    client.newResolveIncidentCommand(incident.key()).send().join();
  }

  private Example deploy(String file) {
    String path = "example-bpmn/" + file;
    Process process =
        client
            .newDeployResourceCommand()
            .addResourceFromClasspath(path)
            .send()
            .join()
            .getProcesses()
            .getFirst();
    return new Example(process.getBpmnProcessId(), "/" + path);
  }

  /** The contacts of the quick start are no news to Intercom, so they are found at once. */
  private static DoubleSettings settings() {
    return DoubleSettings.usual()
        .withBehaviour(Behaviour.usual().withContactIndexLag(Duration.ZERO));
  }

  /** Stops the worker first, then what it talks to. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("Could not be stopped", e);
      }
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }
}

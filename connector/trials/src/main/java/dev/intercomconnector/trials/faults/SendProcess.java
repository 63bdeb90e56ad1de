package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.workspace.Seed;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The process that sends one message and says how that ended: one task of the suite's own after a
 * send that went well, another after the BPMN error for an unknown outcome.
 */
final class SendProcess {

  static final String UNKNOWN_OUTCOME = "INTERCOM_OUTCOME_UNKNOWN";
  static final String SENT_JOB = "fault-suite-sent";
  static final String UNKNOWN_JOB = "fault-suite-unknown";
  static final String KEY = "businessKey";
  static final String RESULT = "sent";

  private static final String ID = "fault-suite";

  /** So many that only a fault of the suite itself could spend them. */
  private static final String MANY = "1000";

  /** The first command of an engine that has just started takes long. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CamundaClient client;
  private final boolean withIncidents;

  /**
   * @param withIncidents every other send asks for an incident rather than a BPMN error
   */
  SendProcess(CamundaClient client, boolean withIncidents) {
    this.client = client;
    this.withIncidents = withIncidents;
  }

  void deploy() {
    var model =
        Bpmn.createExecutableProcess(ID)
            .startEvent()
            .serviceTask(
                "send",
                task ->
                    task.zeebeJobType("intercom-send-message")
                        .zeebeJobRetries("10")
                        .zeebeTaskHeader("retryBackoff", "PT1S")
                        .zeebeTaskHeader("resultVariable", RESULT))
            .boundaryEvent("unknown", event -> event.error(UNKNOWN_OUTCOME))
            .serviceTask(
                "note-unknown", task -> task.zeebeJobType(UNKNOWN_JOB).zeebeJobRetries(MANY))
            .endEvent()
            .moveToActivity("send")
            .serviceTask("note-sent", task -> task.zeebeJobType(SENT_JOB).zeebeJobRetries(MANY))
            .endEvent()
            .done();
    client
        .newDeployResourceCommand()
        .addProcessModel(model, ID + ".bpmn")
        .requestTimeout(PATIENCE)
        .send()
        .join();
  }

  /**
   * Starts an instance that sends one message.
   *
   * @return its key
   * @throws ClientStatusException when the engine cannot take it now; see {@link #isRefused}
   */
  long start(int number, String businessKey) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(ID)
        .latestVersion()
        .variables(variables(number, businessKey))
        .send()
        .join()
        .getProcessInstanceKey();
  }

  /** Whether it is certain that no instance was started. */
  static boolean isRefused(ClientStatusException failure) {
    return failure.getStatusCode() == Status.Code.RESOURCE_EXHAUSTED;
  }

  /**
   * In turn: a contact's own message, one that begins a conversation, and two plain ones; the
   * contact in turn by Intercom's id, by e-mail address and by external id.
   */
  private Map<String, Object> variables(int number, String businessKey) {
    Map<String, Object> contact =
        switch (number % 3) {
          case 0 -> Map.of("type", "user", "id", Seed.USER);
          case 1 -> Map.of("type", "user", "email", "uma@example.com");
          default -> Map.of("type", "user", "userId", "user-1");
        };
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("body", "Your reference is " + businessKey);
    inputs.put("onUnknownOutcome", withIncidents && number / 4 % 2 == 0 ? "incident" : "bpmnError");
    if (number % 4 == 0) {
      inputs.put("from", contact);
    } else {
      inputs.put("to", contact);
      inputs.put("createConversationWithoutContactReply", number % 4 == 1);
    }
    return Map.of(KEY, businessKey, "intercom", inputs);
  }
}

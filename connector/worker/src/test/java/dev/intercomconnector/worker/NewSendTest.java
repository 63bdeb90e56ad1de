package dev.intercomconnector.worker;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What looks like a repeat to a machine but is a send of its own to the designer. */
@Tag(Deployment.EVERY)
class NewSendTest {

  private static final Map<String, Object> HELLO =
      Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello");

  private final Workplace workplace;

  NewSendTest() throws IOException {
    workplace = new Workplace().withWorker();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  @Test
  void aTaskThatIsReachedAgainByALoopSendsAgain() {
    Map<String, Object> variables = new HashMap<>(HELLO);
    variables.put("round", 0);

    long instance = startLoop(variables);

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(2, 2);
  }

  @Test
  void aTaskThatIsReachedAgainAfterAnUnknownOutcomeSendsAgain() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, When.AFTER)));
    Map<String, Object> variables = new HashMap<>(HELLO);
    variables.put("round", 0);
    variables.put("onUnknownOutcome", "bpmnError");

    long instance = startLoop(variables);

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(3, 3);
  }

  @Test
  void anInstanceThatIsStartedAfterAnotherWasCancelledSendsItsOwnMessage() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, When.AFTER)));
    long cancelled = workplace.start(Workplace.SEND, HELLO);
    workplace.awaitIncident(cancelled);
    workplace.client().newCancelInstanceCommand(cancelled).send().join();

    long again = workplace.start(Workplace.SEND, HELLO);

    workplace.awaitEnd(again, "done");
    workplace.assertSent(2, 2);
  }

  /** Two rounds that went well; one that did not leads back without counting. */
  private long startLoop(Map<String, Object> variables) {
    var model =
        Bpmn.createExecutableProcess("loop")
            .startEvent()
            .exclusiveGateway("again")
            .serviceTask(
                "task",
                task ->
                    task.zeebeJobType(Workplace.SEND)
                        .zeebeInputExpression("to", "intercom.to")
                        .zeebeInputExpression("body", "intercom.body")
                        .zeebeInputExpression("onUnknownOutcome", "intercom.onUnknownOutcome")
                        .zeebeOutputExpression("round + 1", "round"))
            .boundaryEvent("unknown", event -> event.error("INTERCOM_OUTCOME_UNKNOWN"))
            .connectTo("again")
            .moveToActivity("task")
            .exclusiveGateway("enough")
            .defaultFlow()
            .endEvent("done")
            .moveToNode("enough")
            .conditionExpression("round < 2")
            .connectTo("again")
            .done();
    workplace.client().newDeployResourceCommand().addProcessModel(model, "loop.bpmn").send().join();
    return workplace
        .client()
        .newCreateInstanceCommand()
        .bpmnProcessId("loop")
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }
}

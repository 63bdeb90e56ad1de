package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The example whose agent asks the customer: what the tool tells the model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentToolTest {

  private final Workplace workplace;

  AgentToolTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace.withWorker();
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    workplace.clear();
  }

  @Test
  void eachQuestionReturnsItsOwnAnswer() {
    long instance = start("uma@example.com", "PT10M");
    AgentStandIn agent = new AgentStandIn(workplace.client());
    agent.ask("Which plan do you use?", "How many people are you?");
    await().atMost(Workplace.PATIENCE).until(() -> workplace.intercom().messages().size() == 2);

    reply("How many people are you?", "We are nine");
    reply("Which plan do you use?", "The small one");

    List<Map<String, Object>> results = agent.finishWith(2);
    assertThat(results).extracting(result -> result.get("id")).containsExactly("call-0", "call-1");
    assertThat(results)
        .extracting(result -> result.get("content"))
        .extracting("answered", "answer")
        .containsExactly(tuple(true, "The small one"), tuple(true, "We are nine"));
    workplace.awaitEnd(instance, "done");
    workplace.assertSent(2, 2);
  }

  @Test
  void afterALostAnswerTheModelIsToldNotToAskAgain() {
    workplace
        .intercom()
        .addFault(
            FaultRule.once(
                "POST", "/messages", new FaultEffect.Close(FaultEffect.ClosePoint.AFTER)));
    long instance = start("uma@example.com", "PT10M");

    assertToldInsteadOfAnAnswer()
        .startsWith("It is not known whether the customer has the question. Do not ask it again");
    workplace.assertSent(1, 1);
    assertThat(workplace.last(instance, EngineEvent.Incident.class)).isEmpty();
  }

  @Test
  void whereNobodyHasTheAddressTheModelIsToldSo() {
    start("nobody@example.com", "PT10M");

    assertToldInsteadOfAnAnswer().startsWith("The question was not sent: Intercom knows nobody");
    workplace.assertSent(0, 0);
  }

  @Test
  void whereTheCustomerDoesNotAnswerInTimeTheModelIsToldNotToAskAgain() {
    start("uma@example.com", "PT1S");

    assertToldInsteadOfAnAnswer()
        .startsWith("The customer has not answered yet and still has the question. Do not ask");
    workplace.assertSent(1, 1);
  }

  private AbstractStringAssert<?> assertToldInsteadOfAnAnswer() {
    AgentStandIn agent = new AgentStandIn(workplace.client());
    agent.ask("Which plan do you use?");
    return assertThat(agent.finishWith(1).getFirst().get("content"))
        .asInstanceOf(MAP)
        .containsEntry("answered", false)
        .extractingByKey("note")
        .asString();
  }

  private long start(String contactEmail, String answerWithin) {
    return workplace.startExample(
        "ask-the-customer.bpmn",
        "intercom-ask-the-customer",
        Map.of("task", "Offer", "contactEmail", contactEmail, "answerWithin", answerWithin));
  }

  private void reply(String question, String answer) {
    workplace.intercom().messages().stream()
        .filter(message -> message.body().equals(question))
        .forEach(message -> workplace.intercom().contactReplies(message.id(), answer));
  }
}

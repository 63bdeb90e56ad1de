package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.ClosePoint;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class SendAndFindTest {

  private final Workplace workplace;

  SendAndFindTest() throws IOException {
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

  private static Map<String, Object> hello(Object... more) {
    Map<String, Object> message = new HashMap<>();
    message.put("to", Map.of("type", "user", "email", "uma@example.com"));
    message.put("body", "Hello Uma");
    for (int i = 0; i < more.length; i += 2) {
      message.put((String) more[i], more[i + 1]);
    }
    return message;
  }

  private String send() {
    long instance = workplace.start(Workplace.SEND, hello(), "resultVariable", "sent");
    workplace.awaitEnd(instance, "done");
    return workplace.variable(instance, "sent").path("messageId").asText();
  }

  @Test
  void theResultGoesThroughVariableAndExpression() {
    long instance =
        workplace.start(
            Workplace.SEND,
            hello(),
            "resultVariable",
            "sent",
            "resultExpression",
            "={id: messageId, who: contactIds[1]}");

    workplace.awaitEnd(instance, "done");
    var message = workplace.intercom().messages().getFirst();
    var sent = workplace.variable(instance, "sent");
    assertThat(sent.path("messageId").asText()).isEqualTo(message.id());
    assertThat(sent.path("messageType").asText()).isEqualTo("inapp");
    assertThat(sent.path("type").asText()).isEqualTo("admin_message");
    assertThat(sent.path("createdAt").asText()).endsWith("Z");
    assertThat(sent.path("conversationId").isNull()).isTrue();
    assertThat(sent.path("owner").path("id").asText()).isEqualTo(Seed.ADA);
    assertThat(sent.path("alreadySent").asBoolean()).isFalse();
    assertThat(workplace.variable(instance, "id").asText()).isEqualTo(message.id());
    assertThat(workplace.variable(instance, "who").asText()).isEqualTo(Seed.USER);
    assertThat(workplace.variable(instance, "intercomJob").isNull()).isTrue();
    workplace.assertSent(1, 1);
  }

  @Test
  void aContactsOwnMessageKnowsItsConversationAtOnce() {
    Map<String, Object> message = new HashMap<>();
    message.put("from", Map.of("type", "user", "userId", "user-1"));
    message.put("body", "I need help");

    long instance = workplace.start(Workplace.SEND, message, "resultVariable", "sent");

    workplace.awaitEnd(instance, "done");
    String conversation = workplace.variable(instance, "sent").path("conversationId").asText();
    String id = workplace.variable(instance, "sent").path("messageId").asText();
    assertThat(workplace.intercom().conversationsOf(id))
        .extracting(StoredConversation::id)
        .containsExactly(conversation);
  }

  @Test
  void findingNowAnswersNotFoundWithoutAnError() {
    String messageId = send();

    long instance =
        workplace.start(
            Workplace.FIND, Map.of("messageId", messageId), "resultVariable", "conversation");

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "conversation").path("found").asBoolean()).isFalse();
  }

  @Test
  void waitingEndsWithTheContactsReplyAndSpendsNoRetry() {
    String messageId = send();
    long instance =
        workplace.start(
            Workplace.FIND,
            Map.of("messageId", messageId, "waitUntil", "replied", "waitFor", "PT1M"),
            "resultVariable",
            "conversation");
    workplace.awaitWaiting(workplace.worker(), 1);

    workplace.intercom().contactReplies(messageId, "Thank you!");

    workplace.awaitEnd(instance, "done");
    var found = workplace.variable(instance, "conversation");
    assertThat(found.path("found").asBoolean()).isTrue();
    assertThat(found.path("lastReply").path("body").asText()).isEqualTo("Thank you!");
    assertThat(found.path("lastReply").path("author").path("type").asText()).isEqualTo("user");
    assertThat(found.path("url").asText()).contains(found.path("conversationId").asText());
    assertThat(workplace.last(instance, EngineEvent.JobFailed.class)).isEmpty();
  }

  @Test
  void anAdminsWordsAreNoReply() {
    String messageId = send();
    var conversation = workplace.intercom().contactReplies(messageId, "first");
    workplace.intercom().adminRepliesIn(conversation.id(), Seed.ADA, "we are on it");

    long instance =
        workplace.start(
            Workplace.FIND,
            Map.of("messageId", messageId, "includeParts", "plaintext"),
            "resultVariable",
            "conversation");

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "conversation").path("lastReply").path("body").asText())
        .isEqualTo("first");
  }

  @Test
  void aWaitThatIsOverThrowsOrCompletesAsTheDesignerChose() {
    String messageId = send();
    Map<String, Object> wait =
        new HashMap<>(Map.of("messageId", messageId, "waitUntil", "replied", "waitFor", "PT1S"));

    long throwing = workplace.start(Workplace.FIND, wait);
    wait.put("onTimeout", "complete");
    long completing = workplace.start(Workplace.FIND, wait, "resultVariable", "conversation");

    assertThat(workplace.awaitBpmnError(throwing).code())
        .isEqualTo("INTERCOM_CONVERSATION_TIMEOUT");
    workplace.awaitEnd(throwing, "caught");
    assertKnown(throwing, "INTERCOM_CONVERSATION_TIMEOUT");
    workplace.awaitEnd(completing, "done");
    assertThat(workplace.variable(completing, "conversation").path("found").asBoolean()).isFalse();
  }

  @Test
  void theErrorExpressionDecidesFirst() {
    Map<String, Object> nobody = hello("to", Map.of("type", "user", "id", Seed.USER));
    nobody.put("messageType", "fax");

    long thrown =
        workplace.start(
            Workplace.SEND,
            nobody,
            "errorExpression",
            "=if error.code = \"INTERCOM_INVALID_REQUEST\" then bpmnError(\"WRONG\", error.message)"
                + " else null");
    long failed =
        workplace.start(
            Workplace.SEND, nobody, "errorExpression", "=jobError(\"not now\", {}, 0, @\"PT1S\")");

    long ignored =
        workplace.start(
            Workplace.SEND, nobody, "errorExpression", "=ignoreError({reached: false})");

    workplace.awaitEnd(ignored, "done");
    assertThat(workplace.variable(ignored, "reached").isBoolean()).isTrue();
    assertThat(workplace.awaitBpmnError(thrown).code()).isEqualTo("WRONG");
    workplace.awaitEnd(thrown, "caught");
    assertKnown(thrown, "INTERCOM_INVALID_REQUEST");
    assertThat(workplace.awaitIncident(failed).message()).isEqualTo("not now");
  }

  /** What the task after a caught error finds, however the error came to be thrown. */
  private void assertKnown(long instance, String code) {
    JsonNode error = workplace.variable(instance, "error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).startsWith(code + ": ");
  }

  @Test
  void aSendWhoseOutcomeIsUnknownIsAnIncidentAndIsNotRepeated() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, When.AFTER)));

    long instance = workplace.start(Workplace.SEND, hello());

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN")
        .contains("Look in Intercom whether the message is there");
    workplace.assertSent(1, 1);
  }

  @Test
  void anUnknownOutcomeCanBeThrownToTheProcess() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", new FaultEffect.Close(ClosePoint.AFTER)));

    long instance = workplace.start(Workplace.SEND, hello("onUnknownOutcome", "bpmnError"));

    assertThat(workplace.awaitBpmnError(instance).code()).isEqualTo("INTERCOM_OUTCOME_UNKNOWN");
    workplace.awaitEnd(instance, "caught");
    workplace.assertSent(1, 1);
  }

  @Test
  void aRateLimitSpendsNoRetry() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", new FaultEffect.RateLimited()));

    long instance = workplace.start(Workplace.SEND, hello());

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message()).startsWith("INTERCOM_RATE_LIMITED");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    // The engine's time is moved, Intercom's is not: a job that comes before the reset comes again.
    var skipped = new AtomicLong();
    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () -> {
              long pauses =
                  workplace.history(instance).stream()
                      .filter(EngineEvent.JobFailed.class::isInstance)
                      .count();
              if (skipped.getAndSet(pauses) < pauses) {
                workplace.engine().increaseTime(Duration.ofSeconds(15));
              }
              return workplace.intercom().messages().size() == 1;
            });
    workplace.awaitEnd(instance, "done");
  }

  @Test
  void anIntercomThatFailsAReadCostsOneRetryAndThenItGoesOn() {
    workplace
        .intercom()
        .addFault(
            FaultRule.times(
                3, "POST", "/contacts/search", FaultEffect.Answer.status(502, When.BEFORE)));

    long instance = workplace.start(Workplace.SEND, hello(), "retryBackoff", "PT1S");

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message()).startsWith("INTERCOM_UNAVAILABLE");
    assertThat(failed.retriesLeft()).isEqualTo(2);
    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  void aResultExpressionThatBreaksAfterTheSendDoesNotSendAgain() {
    long instance = workplace.start(Workplace.SEND, hello(), "resultExpression", "=[1, 2]");
    var incident = workplace.awaitIncident(instance);
    assertThat(incident.message()).contains("the work is not done again");
    workplace.assertSent(1, 1);

    workplace.resolve(incident);

    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () ->
                workplace.history(instance).stream()
                        .filter(EngineEvent.Incident.class::isInstance)
                        .count()
                    > 1);
    workplace.assertSent(1, 1);
  }

  @Test
  void aNewContactIsWaitedForWithoutSpendingRetries() {
    Map<String, Object> late = hello("to", Map.of("type", "user", "email", "late@example.com"));
    long instance = workplace.start(Workplace.SEND, late);
    assertThat(workplace.awaitFailure(instance).retriesLeft()).isEqualTo(3);
    assertThat(workplace.awaitFailure(instance).message()).contains("It may be new");
  }
}

package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import io.camunda.client.api.response.ActivatedJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A send that was begun is never repeated because its job was delivered again. */
@Tag(Deployment.EVERY)
class DeliveryTest {

  private static final Map<String, Object> HELLO =
      Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello");

  private final Workplace workplace;

  DeliveryTest() throws IOException {
    workplace = new Workplace();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  private ActivatedJob activated() {
    return await()
        .atMost(Workplace.PATIENCE)
        .until(
            () ->
                workplace
                    .client()
                    .newActivateJobsCommand()
                    .jobType(Workplace.SEND)
                    .maxJobsToActivate(1)
                    .timeout(Duration.ofMinutes(1))
                    .send()
                    .join()
                    .getJobs(),
            jobs -> !jobs.isEmpty())
        .getFirst();
  }

  /** A worker that writes the marker and is never heard of again. */
  private String beginAndDie(Instant at) {
    ActivatedJob job = activated();
    Map<String, Object> marker =
        Map.of("format", 1, "jobKey", job.getKey(), "attemptId", "attempt-1", "at", at.toString());
    workplace
        .client()
        .newSetVariablesCommand(job.getElementInstanceKey())
        .variables(Map.of("intercomSend", marker))
        .local(true)
        .send()
        .join();
    workplace.engine().increaseTime(Duration.ofMinutes(2));
    return "attempt-1";
  }

  private static Instant longAgo() {
    return Instant.now().minus(Duration.ofHours(1));
  }

  private List<String> markers(long instance) {
    return workplace.history(instance).stream()
        .filter(EngineEvent.Variable.class::isInstance)
        .map(EngineEvent.Variable.class::cast)
        .filter(variable -> variable.name().equals("intercomSend"))
        .map(EngineEvent.Variable::json)
        .toList();
  }

  private void say(EngineEvent.Incident incident, long instance, Map<String, String> resolution) {
    workplace
        .client()
        .newSetVariablesCommand(instance)
        .variables(Map.of("intercomSendResolution", resolution))
        .send()
        .join();
    workplace.resolve(incident);
  }

  @Test
  void aJobWhoseWorkerDiedAfterItHadBegunToSendIsAnIncidentAndSendsNothing() {
    long instance = workplace.start(Workplace.SEND, HELLO);
    beginAndDie(longAgo());

    workplace.withWorker();

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN: A send of this message was begun at")
        .contains("Look in Intercom whether the message is there.")
        .contains("intercomSendResolution = {\"attemptId\": \"attempt-1\"");
    workplace.assertSent(0, 0);
  }

  @Test
  void theProcessDecidesWhereTheDesignerChoseABpmnError() {
    Map<String, Object> message = new HashMap<>(HELLO);
    message.put("onUnknownOutcome", "bpmnError");
    long instance = workplace.start(Workplace.SEND, message);
    beginAndDie(longAgo());

    workplace.withWorker();

    assertThat(workplace.awaitBpmnError(instance).code()).isEqualTo("INTERCOM_OUTCOME_UNKNOWN");
    workplace.awaitEnd(instance, "caught");
    workplace.assertSent(0, 0);
  }

  @Test
  void aMessageThatIsNotTheOneBegunIsNotLookedForAndNotSent() {
    Map<String, Object> changed = new HashMap<>(HELLO);
    changed.put("createConversationWithoutContactReply", true);
    long instance = workplace.start(Workplace.SEND, changed);
    beginAndDie(longAgo());

    workplace.withWorker();

    assertThat(workplace.awaitIncident(instance).message()).startsWith("INTERCOM_OUTCOME_UNKNOWN");
    assertThat(workplace.intercom().ledger())
        .noneMatch(entry -> entry.path().equals("/conversations/search"));
    workplace.assertSent(0, 0);
  }

  @Test
  void itIsSentAgainOnlyWhereTheDesignerChoseSo() {
    Map<String, Object> message = new HashMap<>(HELLO);
    message.put("onUnknownOutcome", "resend");
    long instance = workplace.start(Workplace.SEND, message);
    beginAndDie(longAgo());

    workplace.withWorker();

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  void aWorkerThatMayStillReportIsWaitedForWithoutSpendingRetries() {
    long instance = workplace.start(Workplace.SEND, HELLO);
    beginAndDie(Instant.now());

    workplace.withWorker();

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message())
        .contains("began to send this message")
        .contains("waited for until");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    workplace.assertSent(0, 0);
  }

  @Test
  void theOperatorsWordThatItWasSentCompletesTheJobWithThatMessage() {
    long instance = workplace.start(Workplace.SEND, HELLO, "resultVariable", "sent");
    String attempt = beginAndDie(longAgo());
    workplace.withWorker();

    say(
        workplace.awaitIncident(instance),
        instance,
        Map.of("attemptId", attempt, "outcome", "sent", "messageId", "4711"));

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "sent").path("messageId").asText()).isEqualTo("4711");
    assertThat(workplace.variable(instance, "sent").path("alreadySent").asBoolean()).isTrue();
    workplace.assertSent(0, 0);
  }

  @Test
  void theOperatorsWordThatItWasNotSentSendsItOnce() {
    long instance = workplace.start(Workplace.SEND, HELLO);
    String attempt = beginAndDie(longAgo());
    workplace.withWorker();

    say(
        workplace.awaitIncident(instance),
        instance,
        Map.of("attemptId", attempt, "outcome", "notSent"));

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  void aResolutionOfAnotherAttemptCountsAsNone() {
    long instance = workplace.start(Workplace.SEND, HELLO);
    beginAndDie(longAgo());
    workplace.withWorker();
    var first = workplace.awaitIncident(instance);

    say(first, instance, Map.of("attemptId", "attempt-0", "outcome", "notSent"));

    await()
        .atMost(Workplace.PATIENCE)
        .until(() -> workplace.awaitIncident(instance).key() != first.key());
    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN: A send of this message was begun at")
        .contains("intercomSendResolution = {\"attemptId\": \"attempt-1\"");
    workplace.assertSent(0, 0);
  }

  @Test
  void retryingAnUnknownOutcomeWithoutAWordDoesNotSend() {
    workplace.withWorker();
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, When.AFTER)));
    long instance = workplace.start(Workplace.SEND, HELLO);
    var first = workplace.awaitIncident(instance);

    workplace.resolve(first);

    await()
        .atMost(Workplace.PATIENCE)
        .until(() -> workplace.awaitIncident(instance).key() != first.key());
    workplace.assertSent(1, 1);
  }

  @Test
  void aRejectedSendNeedsNoWordAndJustSendsOnceItsCauseIsMended() {
    workplace.withWorker();
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(422, When.BEFORE)));
    long instance = workplace.start(Workplace.SEND, HELLO);

    workplace.resolve(workplace.awaitIncident(instance));

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 2);
  }

  @Test
  void aMarkerInheritedFromAParentScopeIsIgnoredAndOursDoesNotLeakIntoIt() {
    workplace.withWorker();
    Map<String, Object> message = new HashMap<>(HELLO);
    message.put("intercomSend", Map.of("format", 1, "jobKey", 1, "attemptId", "another's"));

    long instance = workplace.start(Workplace.SEND, message);

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "intercomSend").path("attemptId").asText())
        .isEqualTo("another's");
    workplace.assertSent(1, 1);
  }

  @Test
  void aJobThatWasHandedOutAgainWhileItsSendWasUnderWayIsCompletedFromMemory() {
    workplace.withWorker();
    workplace
        .intercom()
        .addFault(
            FaultRule.once("POST", "/messages", new FaultEffect.Delay(Duration.ofSeconds(3))));
    long instance = workplace.start(Workplace.SEND, HELLO, "resultVariable", "sent");
    await().atMost(Workplace.PATIENCE).until(() -> !markers(instance).isEmpty());

    workplace.engine().increaseTime(Duration.ofMinutes(2));
    assertThat(workplace.awaitFailure(instance).message()).contains("began to send this message");
    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () -> {
              workplace.engine().increaseTime(Duration.ofMinutes(2));
              return !workplace.variable(instance, "sent").isNull();
            });

    workplace.awaitEnd(instance, "done");
    var sent = workplace.variable(instance, "sent");
    assertThat(sent.path("alreadySent").asBoolean()).isTrue();
    assertThat(sent.path("messageId").asText())
        .isEqualTo(workplace.intercom().messages().getFirst().id());
    workplace.assertSent(1, 1);
  }

  @Test
  void aWorkerThatIsStoppedEndsTheSendsThatItHasBegun() {
    workplace.withWorker();
    workplace
        .intercom()
        .addFault(
            FaultRule.once("POST", "/messages", new FaultEffect.Delay(Duration.ofSeconds(2))));
    long instance = workplace.start(Workplace.SEND, HELLO);
    await().atMost(Workplace.PATIENCE).until(() -> !markers(instance).isEmpty());

    workplace.stopWorker();

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  void eachInstanceOfAMultiInstanceTaskIsASendOfItsOwn() {
    workplace.withWorker();

    long instance =
        workplace.start(
            Workplace.SEND,
            HELLO,
            task -> task.multiInstance().zeebeInputCollectionExpression("[1, 2, 3]").sequential());

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(3, 3);
  }

  @Test
  void theMarkerIsInTheEngineBeforeTheMessageIsAtIntercomAndNeverHoldsIt() {
    workplace.withWorker();
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, When.BEFORE)));
    long instance = workplace.start(Workplace.SEND, HELLO);

    workplace.awaitIncident(instance);

    List<String> markers = markers(instance);
    assertThat(markers.getFirst())
        .contains("jobKey")
        .contains("attemptId")
        .contains("requestHash")
        .doesNotContain("Hello")
        .hasSizeLessThan(500);
    assertThat(markers).hasSize(1);
  }

  @Test
  void theMarkerOfAnotherJobOfTheSameElementInstanceIsNotThisJobs() {
    long instance = workplace.start(Workplace.SEND, HELLO);
    ActivatedJob job = activated();
    workplace
        .client()
        .newSetVariablesCommand(job.getElementInstanceKey())
        .variables(
            Map.of(
                "intercomSent",
                Map.of(
                    "format",
                    1,
                    "jobKey",
                    job.getKey() + 1,
                    "attemptId",
                    "another's",
                    "result",
                    Map.of("messageId", "4711"))))
        .local(true)
        .send()
        .join();
    workplace.engine().increaseTime(Duration.ofMinutes(2));

    workplace.withWorker();

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aMessageThatWentOutWhileItsTaskWasEndedIsNamedInTheLog(CapturedOutput log) {
    workplace.withWorker();
    workplace
        .intercom()
        .addFault(
            FaultRule.once("POST", "/messages", new FaultEffect.Delay(Duration.ofSeconds(2))));
    long instance = workplace.start(Workplace.SEND, HELLO);
    await().atMost(Workplace.PATIENCE).until(() -> !markers(instance).isEmpty());

    workplace.client().newCancelInstanceCommand(instance).send().join();

    await().atMost(Workplace.PATIENCE).until(() -> workplace.intercom().messages().size() == 1);
    String id = workplace.intercom().messages().getFirst().id();
    await()
        .atMost(Workplace.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(log).contains("What was done stays done: message " + id + " was sent"));
  }

  @Test
  void aResultThatIsTooLargeForTheEngineIsAnIncidentAndTheJobDoesNotComeAgain() {
    workplace.withWorker();
    String messageId = workplace.sendMessage();
    workplace.intercom().contactReplies(messageId, "x".repeat(2_500_000));

    long find =
        workplace.start(
            Workplace.FIND,
            Map.of("messageId", messageId, "includeParts", "html"),
            "resultVariable",
            "conversation");

    assertThat(workplace.awaitIncident(find).message())
        .contains("the engine takes 1000000 at most")
        .contains("leave the conversation's parts out");
  }

  @Test
  void thousandsOfWrongRecipientsAreOneIncidentWithAShortMessage() {
    workplace.withWorker();
    Map<String, Object> many =
        Map.of(
            "to",
            Collections.nCopies(20_000, Map.of("type", "nobody", "id", "1")),
            "body",
            "Hello");

    long instance = workplace.start(Workplace.SEND, many);

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_INVALID_REQUEST: 'to[1].type' is 'nobody'")
        .hasSizeLessThan(3_100);
    workplace.assertSent(0, 0);
  }

  @Test
  void aMarkerOfAnotherVersionIsLeftToThatVersionAndNothingIsSent() {
    long instance = workplace.start(Workplace.SEND, HELLO);
    ActivatedJob job = activated();
    setLocal(
        job, Map.of("intercomSend", Map.of("format", 2, "jobKey", job.getKey(), "attemptId", "a")));
    workplace.engine().increaseTime(Duration.ofMinutes(2));

    workplace.withWorker();

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message())
        .isEqualTo(
            "Another version of this worker began to send this message, and this one cannot read"
                + " its note; the job is left to the other version.");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    workplace.assertSent(0, 0);
  }

  @Test
  void anIntercomThatCannotBeSearchedForLongIsAnIncidentAndNothingIsSentAlsoWithResend() {
    Map<String, Object> message = new HashMap<>(HELLO);
    message.put("to", Map.of("type", "user", "email", "nora@example.com"));
    message.put("onUnknownOutcome", "resend");
    long instance = workplace.start(Workplace.SEND, message);
    ActivatedJob job = activated();
    setLocal(
        job,
        Map.of(
            "intercomSend",
            Map.of("format", 1, "jobKey", job.getKey(), "attemptId", "attempt-1"),
            "intercomJob",
            Map.of("jobKey", job.getKey(), "attempts", 3, "failedLooks", 20)));
    workplace
        .intercom()
        .addFault(
            FaultRule.times(
                1000, "POST", "/contacts/search", FaultEffect.Answer.status(502, When.BEFORE)));
    workplace.engine().increaseTime(Duration.ofMinutes(2));

    workplace.withWorker();

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN: A send of this message was begun at")
        .contains("It could not be looked for in Intercom:")
        .contains("Retry when Intercom can be searched again.")
        .contains("intercomSendResolution = {\"attemptId\": \"attempt-1\"");
    workplace.assertSent(0, 0);
  }

  private void setLocal(ActivatedJob job, Map<String, Object> variables) {
    workplace
        .client()
        .newSetVariablesCommand(job.getElementInstanceKey())
        .variables(variables)
        .local(true)
        .send()
        .join();
  }
}

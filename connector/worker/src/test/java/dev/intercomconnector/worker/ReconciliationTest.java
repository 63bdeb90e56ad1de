package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A message that may be at Intercom is looked for there, where Intercom lets one look. */
@Tag(Deployment.EVERY)
class ReconciliationTest {

  private static final Map<String, Object> BY_CONTACT =
      Map.of("from", Map.of("type", "user", "id", Seed.USER), "body", "Can you help me?");
  private static final Map<String, Object> OPENING =
      Map.of(
          "to",
          Map.of("type", "user", "id", Seed.USER),
          "body",
          "<p>Hello</p>",
          "createConversationWithoutContactReply",
          true);

  private final Workplace workplace;

  ReconciliationTest() throws IOException {
    workplace =
        new Workplace()
            .withWorker(
                "intercom.timeouts.call=PT2S",
                "intercom.reconciliation.pause=PT0.2S",
                "intercom.reconciliation.within=PT1S");
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  private void nextSendAnswers503(When when) {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, when)));
  }

  private double counted(String meter, String tag, String value) {
    return workplace.worker().metric(meter, tag + ":" + value);
  }

  @Test
  void aContactsMessageThatIntercomHasCompletesItsJobAndIsNotSentAgain() {
    nextSendAnswers503(When.AFTER);

    long instance = workplace.start(Workplace.SEND, BY_CONTACT, "resultVariable", "sent");

    workplace.awaitEnd(instance, "done");
    var message = workplace.intercom().messages().getFirst();
    var sent = workplace.variable(instance, "sent");
    assertThat(sent.path("messageId").asText()).isEqualTo(message.id());
    assertThat(sent.path("conversationId").asText()).isNotEmpty();
    assertThat(sent.path("alreadySent").asBoolean()).isTrue();
    workplace.assertSent(1, 1);
    assertThat(counted("intercom.sends", "outcome", "unknown")).isEqualTo(1);
    assertThat(counted("intercom.sends", "outcome", "already_sent")).isEqualTo(1);
    assertThat(counted("intercom.reconciliations", "result", "found")).isEqualTo(1);
  }

  @Test
  void soDoesAnAdminsMessageThatOpensItsConversationAtOnce() {
    nextSendAnswers503(When.AFTER);

    long instance = workplace.start(Workplace.SEND, OPENING, "resultVariable", "sent");

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "sent").path("messageId").asText())
        .isEqualTo(workplace.intercom().messages().getFirst().id());
    workplace.assertSent(1, 1);
  }

  @Test
  void itIsLookedForBeforeItIsSentAgainWhereTheDesignerChoseThat() {
    nextSendAnswers503(When.AFTER);
    Map<String, Object> resent = new HashMap<>(OPENING);
    resent.put("onUnknownOutcome", "resend");

    long instance = workplace.start(Workplace.SEND, resent);

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  void lookingSpendsNoRetriesAndSaysSo() {
    nextSendAnswers503(When.BEFORE);

    long instance = workplace.start(Workplace.SEND, OPENING);

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message())
        .startsWith("Intercom may have the message: the send begun at")
        .contains("It is looked for until");
    assertThat(failed.retriesLeft()).isEqualTo(3);
  }

  @Test
  void oneThatIsNotFoundInTimeRemainsUnknown() {
    nextSendAnswers503(When.BEFORE);

    long instance = workplace.start(Workplace.SEND, OPENING);

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN: ")
        .contains(
            "It was looked for in Intercom and not found, which does not prove that it is not"
                + " there.")
        .contains("intercomSendResolution");
    workplace.assertSent(0, 1);
    assertThat(counted("intercom.reconciliations", "result", "not_found")).isEqualTo(1);
  }

  @Test
  void theSameMessageOfAnotherSendIsNotTakenForIt() {
    workplace.awaitEnd(workplace.start(Workplace.SEND, OPENING), "done");
    nextSendAnswers503(When.BEFORE);

    long instance = workplace.start(Workplace.SEND, OPENING);

    assertThat(workplace.awaitIncident(instance).message())
        .contains(
            "Intercom has the same words to the same contact, but another send may have been"
                + " theirs.");
    workplace.assertSent(1, 2);
    assertThat(counted("intercom.reconciliations", "result", "ambiguous")).isEqualTo(1);
  }

  @Test
  void twoThatFitAreOneTooManyWhoeverSentTheOther() throws Exception {
    workplace.sendFromElsewhere(
        """
        {"from": {"type": "user", "id": "%s"}, "body": "Can you help me?"}
        """
            .formatted(Seed.USER));
    nextSendAnswers503(When.AFTER);

    long instance = workplace.start(Workplace.SEND, BY_CONTACT);

    assertThat(workplace.awaitIncident(instance).message())
        .contains("another send may have been theirs");
    workplace.assertSent(2, 2);
  }

  @Test
  void inAMultiInstanceBodyNothingIsLookedForSinceASiblingMayHaveSentTheSame() {
    nextSendAnswers503(When.AFTER);

    long instance =
        workplace.start(
            Workplace.SEND,
            OPENING,
            task -> task.multiInstance().zeebeInputCollectionExpression("[1]"));

    assertThat(workplace.awaitIncident(instance).message()).startsWith("INTERCOM_OUTCOME_UNKNOWN");
    workplace.assertSent(1, 1);
  }

  @Test
  void aSearchThatFailsIsSaidAndRepeatedAndSaysNothingAboutTheMessage() {
    nextSendAnswers503(When.AFTER);
    int looks = 2;
    int callsOfALook = 3;
    workplace
        .intercom()
        .addFault(
            FaultRule.times(
                looks * callsOfALook,
                "POST",
                "/conversations/search",
                FaultEffect.Answer.status(502, When.BEFORE)));
    Map<String, Object> resent = new HashMap<>(OPENING);
    resent.put("onUnknownOutcome", "resend");

    long instance = workplace.start(Workplace.SEND, resent, "resultVariable", "sent");

    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () -> workplace.awaitFailure(instance).message(),
            message -> message.contains("It could not be looked for: INTERCOM_UNAVAILABLE"));
    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () -> {
              workplace.engine().increaseTime(Duration.ofSeconds(11));
              return !workplace.variable(instance, "sent").isNull();
            });
    assertThat(workplace.variable(instance, "sent").path("alreadySent").asBoolean()).isTrue();
    workplace.assertSent(1, 1);
  }

  @Test
  void aMessageThatIsOlderThanTheSendByIntercomsClockIsNotTakenForItEvenAfterARestart()
      throws Exception {
    workplace.sendFromElsewhere(
        """
        {"from": {"type": "user", "id": "%s"}, "body": "Can you help me?"}
        """
            .formatted(Seed.USER));
    Instant older = Instant.ofEpochSecond(workplace.intercom().messages().getFirst().createdAt());
    await()
        .atMost(Workplace.PATIENCE)
        .until(() -> Instant.now().isAfter(older.plus(Duration.ofSeconds(3))));
    nextSendAnswers503(When.BEFORE);

    long instance = workplace.start(Workplace.SEND, BY_CONTACT);

    assertThat(workplace.awaitIncident(instance).message())
        .contains("It was looked for in Intercom and not found");
    workplace.assertSent(1, 2);
  }
}

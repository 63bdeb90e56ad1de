package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The example that waits by message and in a task at once, on each of its ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class GuidedOnboardingTest {

  private static final String SUBSCRIBED = "uma@example.com";
  private static final String UNSUBSCRIBED = "una@example.com";

  private final Workplace workplace;

  GuidedOnboardingTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace.withWorker(Workplace.WITH_WEBHOOK, Workplace.PUBLISHING);
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    workplace.clear();
    workplace.intercom().subscribe(workplace.subscription());
    workplace
        .intercom()
        .addContact(
            NewContact.of(
                Role.USER,
                Profile.empty().withEmail(UNSUBSCRIBED).withUnsubscribedFromEmails(true)));
  }

  @Test
  void aReplyToTheWelcomeEndsItWithoutAReminder() {
    long instance = start(SUBSCRIBED, Map.of("contactName", "Uma"));
    awaitActive(instance, "reply-or-timer");
    assertThat(workplace.intercom().messages().getFirst().body()).contains("Hello Uma, welcome");

    reply(welcome(), "I would like to invite my team");

    awaitHandedOver(instance, "I would like to invite my team");
    workplace.assertSent(1, 1);
  }

  @Test
  void aReplyToTheReminderCompletesTheWaitingTask() {
    long instance = startAndRemind(SUBSCRIBED, Map.of());
    assertSent(MessageKind.INAPP, MessageKind.EMAIL);

    reply(reminder(), "Sorry, I was away");

    awaitHandedOver(instance, "Sorry, I was away");
    assertCompleted(instance, "wait-on");
  }

  @Test
  void aLateReplyToTheWelcomeInterruptsTheWaitingTask() {
    long instance = startAndRemind(SUBSCRIBED, Map.of());
    workplace.awaitWaiting(workplace.worker(), 1);

    reply(welcome(), "I found it");

    awaitHandedOver(instance, "I found it");
    assertCompleted(instance, "replied-to-welcome");
    workplace.assertSent(2, 2);
  }

  @Test
  void whoTakesNoEmailsIsRemindedInTheAppAndMayReplyThere() {
    long instance = startAndRemind(UNSUBSCRIBED, Map.of());
    assertThat(workplace.awaitBpmnError(instance).code()).isEqualTo("INTERCOM_UNSUBSCRIBED");
    assertSent(MessageKind.INAPP, MessageKind.INAPP);

    reply(reminder(), "Yes, please");

    awaitHandedOver(instance, "Yes, please");
  }

  @Test
  void withoutAnyReplyTheWaitingTasksTimeIsOver() {
    long instance = startAndRemind(SUBSCRIBED, Map.of("giveUpAfter", "PT1S"));

    workplace.awaitEnd(instance, "no-reply");
    assertThat(workplace.awaitBpmnError(instance).code())
        .isEqualTo("INTERCOM_CONVERSATION_TIMEOUT");
    workplace.assertSent(2, 2);
  }

  @Test
  void aReminderThatFailsOtherwiseIsAnIncidentAndNotTakenForUnsubscribed() {
    long instance = start(SUBSCRIBED, Map.of());
    awaitActive(instance, "reply-or-timer");
    workplace
        .intercom()
        .addFault(
            FaultRule.once(
                "POST", "/messages", new FaultEffect.Close(FaultEffect.ClosePoint.AFTER)));

    workplace.engine().increaseTime(Duration.ofDays(3).plusSeconds(1));

    assertThat(workplace.awaitIncident(instance).message()).contains("INTERCOM_OUTCOME_UNKNOWN");
  }

  private long start(String contactEmail, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("contactEmail", contactEmail);
    return workplace.startExample(
        "guided-onboarding.bpmn", "intercom-guided-onboarding", variables);
  }

  /** Until the task waits that comes after the reminder. */
  private long startAndRemind(String contactEmail, Map<String, String> more) {
    long instance = start(contactEmail, more);
    awaitActive(instance, "reply-or-timer");
    workplace.engine().increaseTime(Duration.ofDays(3).plusSeconds(1));
    awaitActive(instance, "wait-on");
    return instance;
  }

  private String welcome() {
    return workplace.intercom().messages().getFirst().id();
  }

  private String reminder() {
    return workplace.intercom().messages().getLast().id();
  }

  private void reply(String messageId, String words) {
    workplace.intercom().contactReplies(messageId, words);
  }

  private void awaitHandedOver(long instance, String words) {
    workplace.awaitEnd(instance, "handed-over");
    var conversation = workplace.variable(instance, "conversation");
    assertThat(conversation.path("lastReply").path("body").asText()).isEqualTo(words);
    assertThat(conversation.path("url").asText()).isNotEmpty();
    assertThat(workplace.variable(instance, "lastReply").isNull()).isTrue();
  }

  private void assertSent(MessageKind... kinds) {
    assertThat(workplace.intercom().messages())
        .extracting(StoredMessage::kind)
        .containsExactly(kinds);
  }

  private void assertCompleted(long instance, String element) {
    assertThat(workplace.history(instance))
        .anyMatch(event -> reached(event, element, Step.COMPLETED));
  }

  private void awaitActive(long instance, String element) {
    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () ->
                workplace.history(instance).stream()
                    .anyMatch(event -> reached(event, element, Step.ACTIVATED)));
  }

  private static boolean reached(EngineEvent event, String id, Step step) {
    return event instanceof EngineEvent.Element element
        && element.id().equals(id)
        && element.step() == step;
  }
}

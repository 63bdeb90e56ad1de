package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The small examples, as a designer deploys them; the quick start runs the onboarding. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class ExamplesTest {

  private final Workplace workplace;

  ExamplesTest() throws IOException {
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
  void aUsersMessageBeginsAConversationThatIsFound() {
    workplace.deployExample("user-initiated-message.form");
    long instance =
        workplace.startExample(
            "user-initiated-message.bpmn",
            "intercom-user-initiated-message",
            Map.of("customerId", "user-1", "text", "My invoice is wrong"));

    workplace.awaitEnd(instance, "conversation-found");
    String message = workplace.variable(instance, "message").path("messageId").asText();
    assertThat(workplace.intercom().conversationsOf(message))
        .extracting(StoredConversation::id)
        .containsExactly(
            workplace.variable(instance, "conversation").path("conversationId").asText());
    workplace.assertSent(1, 1);
  }

  @Test
  void pollingInTheDiagramEndsWithTheReply() {
    long instance =
        workplace.startExample(
            "poll-for-reply.bpmn",
            "intercom-poll-for-reply",
            Map.of("contactEmail", "uma@example.com", "text", "All well?", "pollEvery", "PT1S"));
    await().atMost(Workplace.PATIENCE).until(() -> workplace.posts() == 1);
    await()
        .atMost(Workplace.PATIENCE)
        .until(() -> workplace.variable(instance, "round").asInt() >= 2);

    workplace
        .intercom()
        .contactReplies(workplace.intercom().messages().getFirst().id(), "Yes, thanks");

    workplace.awaitEnd(instance, "contact-replied");
    assertThat(workplace.variable(instance, "conversation").path("lastReply").path("body").asText())
        .isEqualTo("Yes, thanks");
    workplace.assertSent(1, 1);
  }

  @Test
  void pollingInTheDiagramGivesUpAfterItsRounds() {
    long instance =
        workplace.startExample(
            "poll-for-reply.bpmn",
            "intercom-poll-for-reply",
            Map.of(
                "contactEmail",
                "uma@example.com",
                "text",
                "All well?",
                "pollEvery",
                "PT1S",
                "maxRounds",
                2));

    workplace.awaitEnd(instance, "given-up");
    workplace.assertSent(1, 1);
  }

  @Test
  void anAnnouncementReachesEverybodyWhoCanBeReachedBatchByBatch() {
    long instance =
        workplace.startExample(
            "bulk-announcement.bpmn",
            "intercom-bulk-announcement",
            Map.of(
                "contacts",
                Stream.of("uma@example.com", "nobody@example.com", "leo@example.com")
                    .map(email -> Map.of("email", email))
                    .toList(),
                "text",
                "We have news",
                "batchSize",
                2,
                "pause",
                "PT0.1S"));

    workplace.awaitEnd(instance, "announced");
    JsonNode outcomes = workplace.variable(instance, "outcomes");
    assertThat(outcomes).hasSize(3);
    assertThat(outcomes.path(1).path("skipped").asText()).isEqualTo("INTERCOM_CONTACT_NOT_FOUND");
    assertThat(
            Stream.of(outcomes.path(0), outcomes.path(2))
                .map(outcome -> outcome.path("messageId").asText()))
        .containsExactlyElementsOf(
            workplace.intercom().messages().stream().map(StoredMessage::id).toList());
    assertThat(workplace.history(instance))
        .filteredOn(event -> reached(event, "pause", EngineEvent.Step.COMPLETED))
        .hasSize(1);
    workplace.assertSent(2, 2);
  }

  @Test
  void anAnnouncementToNobodyIsOverAtOnce() {
    long instance =
        workplace.startExample(
            "bulk-announcement.bpmn",
            "intercom-bulk-announcement",
            Map.of("contacts", List.of(), "text", "We have news"));

    workplace.awaitEnd(instance, "announced");
    workplace.assertSent(0, 0);
  }

  @Test
  void anEmailThatNothingIsWrongWithIsSent() {
    workplace.awaitEnd(sendReminder("uma@example.com"), "email-sent");

    workplace.assertSent(1, 1);
  }

  @Test
  void anUnsubscribedContactIsWrittenToInTheApp() {
    workplace
        .intercom()
        .addContact(
            NewContact.of(
                Role.USER,
                Profile.empty().withEmail("una@example.com").withUnsubscribedFromEmails(true)));

    workplace.awaitEnd(sendReminder("una@example.com"), "in-app-sent");

    assertThat(workplace.intercom().messages())
        .extracting(StoredMessage::kind)
        .containsExactly(MessageKind.INAPP);
  }

  @Test
  void anUnknownContactIsNotWrittenTo() {
    workplace.awaitEnd(sendReminder("nobody@example.com"), "nobody");

    workplace.assertSent(0, 0);
  }

  @Test
  void aPersonLooksIntoASendWhoseAnswerWasLost() {
    workplace
        .intercom()
        .addFault(
            FaultRule.once(
                "POST", "/messages", new FaultEffect.Close(FaultEffect.ClosePoint.AFTER)));

    long instance = sendReminder("uma@example.com");

    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () ->
                workplace.history(instance).stream()
                    .anyMatch(
                        event -> reached(event, "look-in-intercom", EngineEvent.Step.ACTIVATED)));
    assertThat(workplace.last(instance, EngineEvent.Incident.class)).isEmpty();
    workplace.assertSent(1, 1);
  }

  @Test
  void whereIntercomIsAwayTheRetriesComeBeforeTheBpmnError() {
    workplace
        .intercom()
        .addFault(
            FaultRule.sometimes(
                1, "POST", "/contacts/search", FaultEffect.Answer.status(503, When.BEFORE)));

    long instance = sendReminder("uma@example.com");

    assertThat(workplace.awaitFailure(instance).retriesLeft()).isEqualTo(2);
    assertThat(workplace.last(instance, EngineEvent.BpmnError.class)).isEmpty();
  }

  private long sendReminder(String contactEmail) {
    workplace.deployExample("error-handling.form");
    return workplace.startExample(
        "error-handling.bpmn",
        "intercom-error-handling",
        Map.of("contactEmail", contactEmail, "text", "Your invoice is overdue"));
  }

  private static boolean reached(EngineEvent event, String id, EngineEvent.Step step) {
    return event instanceof EngineEvent.Element element
        && element.id().equals(id)
        && element.step() == step;
  }
}

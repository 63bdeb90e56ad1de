package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.webhook.Webhooks.Order;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class WaitingTest {

  private static final String[] SHORT_LEASE = {
    "intercom.timeouts.call=PT1S", "intercom.find-conversation.lease=PT6.5S"
  };

  private final Workplace workplace;

  WaitingTest() throws IOException {
    workplace = new Workplace();
  }

  @AfterEach
  void stopWorker() {
    workplace.stopWorker();
    workplace.clear();
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  private String send() {
    long instance =
        workplace.start(
            Workplace.SEND,
            Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello"),
            "resultVariable",
            "sent");
    workplace.awaitEnd(instance, "done");
    return workplace.variable(instance, "sent").path("messageId").asText();
  }

  private long waitFor(String until, String messageId, String within) {
    return workplace.start(
        Workplace.FIND,
        Map.of("messageId", messageId, "waitUntil", until, "waitFor", within),
        "resultVariable",
        "conversation");
  }

  @Test
  void aWaitForAWhatsAppMessageIsAnsweredByTheReplyToIt() {
    workplace.withWorker("intercom.workspaces.default.api-version=2.16");
    long sending =
        workplace.start(
            Workplace.SEND,
            Map.of(
                "messageType",
                "whatsapp",
                "to",
                Map.of("phone", 5547999998888L, "name", "John Doe"),
                "template",
                "keep_live",
                "components",
                List.of()),
            "resultVariable",
            "sent");
    workplace.awaitEnd(sending, "done");
    String messageId = workplace.variable(sending, "sent").path("messageId").asText();

    long waiting = waitFor("replied", "wamid_" + messageId, "PT1M");
    workplace.awaitWaiting(workplace.worker(), 1);
    workplace.intercom().contactReplies(messageId, "Thanks");

    assertAnswered(waiting, "Thanks");
  }

  private void assertAnswered(long instance, String reply) {
    workplace.awaitEnd(instance, "done");
    var found = workplace.variable(instance, "conversation");
    assertThat(found.path("found").asBoolean()).isTrue();
    assertThat(found.path("lastReply").path("body").asText()).isEqualTo(reply);
    assertThat(workplace.last(instance, EngineEvent.JobFailed.class)).isEmpty();
  }

  private long searches() {
    return workplace.intercom().ledger().stream()
        .map(LedgerEntry::path)
        .filter("/conversations/search"::equals)
        .count();
  }

  @Test
  void anAnsweredWaitEndsAtItsDeadlineAlthoughTheConversationCannotBeRead() {
    workplace.withWorker();
    String messageId = send();
    String conversation = workplace.intercom().contactReplies(messageId, "Thanks").id();
    workplace
        .intercom()
        .addFault(
            FaultRule.sometimes(
                1,
                "GET",
                "/conversations/" + conversation,
                FaultEffect.Answer.status(500, When.BEFORE)));

    long waiting = waitFor("replied", messageId, "PT2S");

    workplace.awaitEnd(waiting, "done");
    var found = workplace.variable(waiting, "conversation");
    assertThat(found.path("found").asBoolean()).isTrue();
    assertThat(found.path("conversationId").asText()).isEqualTo(conversation);
    assertThat(found.path("lastReply").isNull()).isTrue();
    workplace.intercom().clearFaults();
  }

  @Test
  void aNotificationOfAnOlderStateEndsNoWait() {
    workplace.withWorker(Workplace.WITH_WEBHOOK);
    workplace.intercom().subscribe(workplace.subscription().withHeld(true));
    String messageId = send();
    String conversation = workplace.intercom().contactReplies(messageId, "Thanks").id();
    workplace.intercom().close(conversation, Seed.ADA);
    workplace.intercom().contactRepliesIn(conversation, "One more thing");
    long waiting = waitFor("closed", messageId, "PT1H");
    workplace.awaitWaiting(workplace.worker(), 1);

    workplace.intercom().release(Order.AS_HAPPENED);

    await()
        .atMost(Workplace.PATIENCE)
        .until(() -> reads(conversation) > 0 && Workplace.waiting(workplace.worker()) == 1);
    workplace.intercom().close(conversation, Seed.ADA);
    workplace.awaitEnd(waiting, "done");
    assertThat(workplace.variable(waiting, "conversation").path("state").asText())
        .isEqualTo("closed");
  }

  private long reads(String conversation) {
    return workplace.intercom().ledger().stream()
        .map(LedgerEntry::path)
        .filter(("/conversations/" + conversation)::equals)
        .count();
  }

  @Test
  void aStoppedWorkersWaitsAreTakenByAnotherAtOnce() {
    workplace.withWorker();
    String messageId = send();
    List<Long> instances = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      instances.add(waitFor("replied", messageId, "PT1H"));
    }
    var first = workplace.worker();
    workplace.awaitWaiting(first, 40);
    workplace.withWorker();

    first.close();

    // The lease is half an hour, so nothing but the handing back can bring them here.
    workplace.awaitWaiting(workplace.worker(), 40);
    workplace.intercom().contactReplies(messageId, "Thank you!");
    instances.forEach(instance -> assertAnswered(instance, "Thank you!"));
  }

  @Test
  void aWaitsDeadlineIsKeptByTheEngineAndSurvivesTheWorker() {
    workplace.withWorker();
    Instant begun = Instant.now();
    long instance = waitFor("exists", "4711", "PT4S");
    workplace.awaitWaiting(workplace.worker(), 1);
    String deadline = workplace.localVariable(instance, "intercomJob").path("deadline").asText();
    assertThat(Instant.parse(deadline)).isAfterOrEqualTo(begun.plusSeconds(4));
    workplace.stopWorker();
    workplace.withWorker();

    assertThat(workplace.awaitBpmnError(instance).code())
        .isEqualTo("INTERCOM_CONVERSATION_TIMEOUT");
    assertThat(workplace.localVariable(instance, "intercomJob").path("deadline").asText())
        .isEqualTo(deadline);
  }

  @Test
  void aReplyBetweenTwoWorkersIsFoundByTheSecond() {
    workplace.withWorker();
    String messageId = send();
    long instance = waitFor("replied", messageId, "PT1H");
    workplace.awaitWaiting(workplace.worker(), 1);
    workplace.stopWorker();
    workplace.intercom().contactReplies(messageId, "While nobody looked");

    workplace.withWorker();

    assertAnswered(instance, "While nobody looked");
  }

  @Test
  void aWaitOutlastsItsLease() {
    workplace.withWorker(SHORT_LEASE);
    String messageId = send();
    long instance = waitFor("replied", messageId, "PT1H");
    workplace.awaitWaiting(workplace.worker(), 1);
    Instant twoLeases = Instant.now().plusSeconds(13);
    await().atMost(Workplace.PATIENCE).until(() -> Instant.now().isAfter(twoLeases));

    workplace.intercom().contactReplies(messageId, "Late");

    assertAnswered(instance, "Late");
    assertThat(workplace.last(instance, EngineEvent.LeaseEnded.class)).isEmpty();
  }

  @Test
  void aCancelledInstanceIsWaitedForNoLongerAndThenNothingIsAsked() {
    workplace.withWorker(SHORT_LEASE);
    long instance = waitFor("replied", "4711", "PT1H");
    workplace.awaitWaiting(workplace.worker(), 1);

    workplace.client().newCancelInstanceCommand(instance).send().join();

    workplace.awaitWaiting(workplace.worker(), 0);
    long asked = searches();
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Workplace.PATIENCE)
        .until(() -> searches() <= asked + 1);
  }

  @Test
  void aConversationDeletedAfterTheReplyIsAnIncidentThatSaysSo() throws Exception {
    workplace.withWorker();
    String messageId = send();
    var conversation = workplace.intercom().contactReplies(messageId, "Hi");
    // Search goes on to show it.
    workplace.intercom().behave(workplace.intercom().behaviour().withIndexLag(Duration.ofHours(1)));
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(workplace.intercomUrl() + "/conversations/" + conversation.id()))
                .header("Authorization", "Bearer sandbox-token")
                .DELETE()
                .build(),
            BodyHandlers.discarding());

    long instance = waitFor("replied", messageId, "PT1H");

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_CONVERSATION_NOT_FOUND")
        .contains("It was probably deleted in Intercom");
  }

  @Test
  void aContactWhoIsSeveralIsAnIncident() {
    workplace.withWorker();
    workplace.intercom().addContact(NewContact.lead("uma@example.com"));

    long instance =
        workplace.start(
            Workplace.FIND,
            Map.of(
                "contact",
                Map.of("type", "contact", "email", "uma@example.com"),
                "waitUntil",
                "replied",
                "waitFor",
                "PT1H"));

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_CONTACT_AMBIGUOUS");
  }

  @Test
  void aContactWhoIsNotKnownYetIsWaitedFor() {
    workplace.withWorker();
    long instance =
        workplace.start(
            Workplace.FIND,
            Map.of(
                "contact",
                Map.of("type", "user", "email", "new@example.com"),
                "waitUntil",
                "exists",
                "waitFor",
                "PT1H"),
            "resultVariable",
            "conversation");
    workplace.awaitWaiting(workplace.worker(), 1);

    var contact = workplace.intercom().addContact(NewContact.user("new@example.com"));
    Map<String, Object> message = new HashMap<>();
    message.put("from", Map.of("type", "user", "id", contact.id()));
    message.put("body", "I need help");
    workplace.awaitEnd(workplace.start(Workplace.SEND, message), "done");

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "conversation").path("found").asBoolean()).isTrue();
  }

  @Test
  void moreJobsWaitThanAreTakenInAtATime() {
    workplace.withWorker("intercom.find-conversation.max-jobs-active=4");
    String messageId = send();
    List<Long> instances = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      instances.add(waitFor("replied", messageId, "PT1H"));
    }
    workplace.awaitWaiting(workplace.worker(), 60);

    workplace.intercom().contactReplies(messageId, "To you all");

    instances.forEach(instance -> assertAnswered(instance, "To you all"));
  }
}

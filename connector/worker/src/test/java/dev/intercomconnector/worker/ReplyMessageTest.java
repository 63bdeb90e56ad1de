package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.webhook.WebhookAttempt;
import dev.intercomconnector.intercomdouble.webhook.Webhooks.Order;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the contact's reply over Intercom's webhook to the process that waits for a message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class ReplyMessageTest {

  private static final String REPLIED = "intercom-conversation-replied";
  private static final String[] SETTINGS = {Workplace.WITH_WEBHOOK, Workplace.PUBLISHING};

  private final Workplace workplace;

  ReplyMessageTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace.withWorker(SETTINGS);
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    workplace.clear();
    workplace.intercom().subscribe(workplace.subscription());
  }

  private String words(long instance) {
    return workplace.variable(instance, "lastReply").path("body").asText();
  }

  private void awaitDelivered(int status) {
    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () ->
                workplace.intercom().deliveries().stream()
                    .anyMatch(delivery -> delivery.status() == status));
  }

  private long reads(String conversationId) {
    return workplace.intercom().ledger().stream()
        .filter(entry -> entry.path().equals("/conversations/" + conversationId))
        .count();
  }

  private void restart(String... settings) {
    workplace.stopWorker();
    workplace.withWorker(settings);
    workplace.intercom().subscribe(workplace.subscription());
  }

  private long searches() {
    return workplace.intercom().ledger().stream()
        .filter(entry -> entry.path().equals("/conversations/search"))
        .count();
  }

  @Test
  void aReplyReachesTheProcessThatWaitsForItWithAllThatFindWouldTell() {
    String message = workplace.sendMessage();
    long instance = workplace.startWaiting(REPLIED, message);

    String conversation = workplace.intercom().contactReplies(message, "Yes & no").id();

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "found").asBoolean()).isTrue();
    assertThat(workplace.variable(instance, "conversationId").asText()).isEqualTo(conversation);
    assertThat(workplace.variable(instance, "contactIds").path(0).asText()).isEqualTo(Seed.USER);
    assertThat(workplace.variable(instance, "repliedAt").asText()).endsWith("Z");
    assertThat(workplace.variable(instance, "url").asText())
        .endsWith("/conversations/" + conversation);
    assertThat(words(instance)).isEqualTo("Yes & no");
  }

  @Test
  void aReplyThatComesBeforeTheProcessWaitsIsNotLost() {
    String message = workplace.sendMessage();
    String conversation = workplace.intercom().contactReplies(message, "At once").id();
    await().atMost(Workplace.PATIENCE).until(() -> reads(conversation) == 1);

    long instance = workplace.startWaiting(REPLIED, message);

    workplace.awaitEnd(instance, "done");
    assertThat(words(instance)).isEqualTo("At once");
  }

  @Test
  void aReplyIsKeptForTheTimeToLiveAndNoLonger() {
    String message = workplace.sendMessage();
    String conversation = workplace.intercom().contactReplies(message, "First").id();
    workplace.awaitEnd(workplace.startWaiting("another-process", REPLIED, message), "done");

    workplace.engine().increaseTime(Duration.ofHours(1).plusMinutes(1));
    long late = workplace.startWaiting(REPLIED, message);
    awaitNextSecond();
    workplace.intercom().contactRepliesIn(conversation, "Second");

    workplace.awaitEnd(late, "done");
    assertThat(words(late)).isEqualTo("Second");
  }

  @Test
  void whatAContactBeganIsPublishedWhereThatIsWanted() {
    restart(
        Workplace.WITH_WEBHOOK, Workplace.PUBLISHING, "intercom.messages.contact-initiated=true");
    long writing =
        workplace.start(
            Workplace.SEND,
            Map.of("from", Map.of("type", "user", "id", Seed.USER), "body", "My invoice is wrong"));
    workplace.awaitEnd(writing, "done");
    String message = workplace.intercom().messages().getFirst().id();

    long instance = workplace.startWaiting("intercom-conversation-opened", message);

    workplace.awaitEnd(instance, "done");
    restart(SETTINGS);
  }

  @Test
  void webhookAndSweepTogetherCountOnceAlsoAfterARestart() {
    String message = workplace.sendMessage();
    String conversation = workplace.intercom().contactReplies(message, "First").id();
    long first = workplace.startWaiting(REPLIED, message);
    workplace.awaitEnd(first, "done");
    long before = reads(conversation);

    restart(SETTINGS);
    await().atMost(Workplace.PATIENCE).until(() -> reads(conversation) == before + 1);
    long second = workplace.startWaiting(REPLIED, message);
    awaitNextSecond();
    workplace.intercom().contactRepliesIn(conversation, "Second");

    workplace.awaitEnd(second, "done");
    assertThat(words(first)).isEqualTo("First");
    assertThat(words(second)).isEqualTo("Second");
    restart(SETTINGS);
  }

  @Test
  void theSweepAlonePublishesWhatNoWebhookTold() {
    restart(SETTINGS);
    workplace.intercom().unsubscribe();
    String message = workplace.sendMessage();
    long instance = workplace.startWaiting(REPLIED, message);

    workplace.intercom().contactReplies(message, "Found by search");

    workplace.awaitEnd(instance, "done");
    assertThat(words(instance)).isEqualTo("Found by search");
    restart(SETTINGS);
  }

  @Test
  void theSameStateIsReadAndPublishedOnce() {
    restart(SETTINGS);
    String message = workplace.sendMessage();
    String conversation = workplace.intercom().contactReplies(message, "Once").id();
    long instance = workplace.startWaiting(REPLIED, message);
    workplace.awaitEnd(instance, "done");
    long before = searches();

    await().atMost(Workplace.PATIENCE).until(() -> searches() >= before + 2);

    assertThat(reads(conversation)).isEqualTo(1);
    restart(SETTINGS);
  }

  @Test
  void duplicatesAndDisorderOfTheWebhookChangeNothing() {
    workplace.intercom().subscribe(workplace.subscription().withCopies(2).withHeld(true));
    String message = workplace.sendMessage();
    String conversation = workplace.intercom().contactReplies(message, "First").id();
    long first = workplace.startWaiting(REPLIED, message);
    workplace.awaitEnd(first, "done");
    awaitNextSecond();
    workplace.intercom().contactRepliesIn(conversation, "Second");

    workplace.intercom().release(Order.REVERSED);

    long second = workplace.startWaiting(REPLIED, message);
    workplace.awaitEnd(second, "done");
    await().atMost(Workplace.PATIENCE).until(() -> workplace.intercom().deliveries().size() == 4);
    assertThat(workplace.intercom().deliveries()).allMatch(delivery -> delivery.status() == 200);
    assertThat(words(first)).isEqualTo("First");
    assertThat(words(second)).isEqualTo("Second");
  }

  @Test
  void openingAndClosingCanBeWaitedForToo() {
    String message = workplace.sendMessage();
    long opened = workplace.startWaiting("intercom-conversation-opened", message);
    long closed = workplace.startWaiting("intercom-conversation-closed", message);

    String conversation = workplace.intercom().contactReplies(message, "Thanks").id();
    workplace.awaitEnd(opened, "done");
    assertThat(workplace.last(closed, EngineEvent.Variable.class))
        .hasValueSatisfying(variable -> assertThat(variable.name()).isEqualTo("messageId"));
    workplace.intercom().close(conversation, null);

    workplace.awaitEnd(closed, "done");
    assertThat(workplace.variable(closed, "state").asText()).isEqualTo("closed");
  }

  @Test
  void whatAContactBeganIsNotPublishedUnlessItIsWanted() {
    long writing =
        workplace.start(
            Workplace.SEND,
            Map.of("from", Map.of("type", "user", "id", Seed.USER), "body", "My invoice is wrong"));
    workplace.awaitEnd(writing, "done");
    String own =
        workplace
            .intercom()
            .conversationsOf(workplace.intercom().messages().getFirst().id())
            .getFirst()
            .id();
    String message = workplace.sendMessage();
    long instance = workplace.startWaiting(REPLIED, message);
    workplace.intercom().contactReplies(message, "Yes");

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.intercom().deliveries())
        .extracting(WebhookAttempt::topic)
        .contains("conversation.user.created");
    assertThat(reads(own)).isZero();
  }

  @Test
  void aWrongSecretIsRefused() {
    workplace.intercom().subscribe(Subscription.of(workplace.webhook("default"), "wrong"));
    String message = workplace.sendMessage();

    workplace.intercom().contactReplies(message, "Hello?");

    awaitDelivered(401);
  }

  /** Intercom tells times in seconds: two replies within one are one to whoever reads. */
  private static void awaitNextSecond() {
    long now = System.currentTimeMillis() / 1000;
    await().atMost(Workplace.PATIENCE).until(() -> System.currentTimeMillis() / 1000 > now);
  }
}

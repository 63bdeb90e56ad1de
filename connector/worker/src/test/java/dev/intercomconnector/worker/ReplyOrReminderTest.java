package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The example that waits by message, on each of its ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class ReplyOrReminderTest {

  private final Workplace workplace;

  ReplyOrReminderTest() throws IOException {
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
  }

  private long start() {
    return workplace.startExample(
        "reply-or-reminder.bpmn",
        "intercom-reply-or-reminder",
        Map.of("contactEmail", "uma@example.com", "text", "All well?"));
  }

  private void awaitActive(long instance, String element) {
    await()
        .atMost(Workplace.PATIENCE)
        .until(
            () ->
                workplace.history(instance).stream()
                    .anyMatch(
                        event ->
                            event instanceof EngineEvent.Element one
                                && one.id().equals(element)
                                && one.step() == Step.ACTIVATED));
  }

  private void reply(String words) {
    workplace.intercom().contactReplies(workplace.intercom().messages().getFirst().id(), words);
  }

  private String words(long instance) {
    return workplace.variable(instance, "conversation").path("lastReply").path("body").asText();
  }

  @Test
  void aReplyEndsItWithoutAReminder() {
    long instance = start();
    awaitActive(instance, "reply-or-timer");

    reply("Yes, thanks");

    workplace.awaitEnd(instance, "contact-replied");
    assertThat(words(instance)).isEqualTo("Yes, thanks");
    assertThat(workplace.variable(instance, "lastReply").isNull()).isTrue();
    workplace.assertSent(1, 1);
  }

  @Test
  void afterTheReminderAReplyStillCounts() {
    long instance = start();
    awaitActive(instance, "reply-or-timer");
    workplace.engine().increaseTime(Duration.ofDays(3).plusSeconds(1));
    awaitActive(instance, "wait-on");
    workplace.assertSent(2, 2);

    reply("Sorry, I was away");

    workplace.awaitEnd(instance, "contact-replied");
    assertThat(words(instance)).isEqualTo("Sorry, I was away");
  }

  @Test
  void withoutAnyReplyItGivesUp() {
    long instance = start();
    awaitActive(instance, "reply-or-timer");
    workplace.engine().increaseTime(Duration.ofDays(3).plusSeconds(1));
    awaitActive(instance, "wait-on");
    workplace.engine().increaseTime(Duration.ofDays(7).plusSeconds(1));

    workplace.awaitEnd(instance, "given-up");
    workplace.assertSent(2, 2);
  }
}

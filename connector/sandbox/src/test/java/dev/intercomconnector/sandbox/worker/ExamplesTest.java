package dev.intercomconnector.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.sandbox.intercom.workspace.Conversation;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The small examples, as a designer deploys them; the quick start runs the onboarding. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
    long instance =
        workplace.startExample(
            "user-initiated-message.bpmn",
            "intercom-user-initiated-message",
            Map.of("customerId", "user-1", "text", "My invoice is wrong"));

    workplace.awaitEnd(instance, "conversation-found");
    String message = workplace.variable(instance, "message").path("messageId").asText();
    assertThat(workplace.intercom().conversationsOf(message))
        .extracting(Conversation::id)
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
}

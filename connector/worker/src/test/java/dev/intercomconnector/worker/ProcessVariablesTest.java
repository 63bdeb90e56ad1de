package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A process may name its variables as it likes: whatever they are called, a task reads only what
 * its own form maps.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class ProcessVariablesTest {

  /** Every name that means something to a task, with a value that would do harm. */
  private static final Map<String, Object> NAMESAKES = namesakes();

  private final Workplace workplace;

  ProcessVariablesTest() throws IOException {
    workplace = new Workplace();
  }

  private static Map<String, Object> namesakes() {
    Map<String, String> stranger = Map.of("type", "lead", "id", Seed.LEAD);
    Map<String, Object> variables = new HashMap<>();
    variables.put("workspace", "elsewhere");
    variables.put("accessToken", "stolen");
    variables.put("messageType", "email");
    variables.put("from", stranger);
    variables.put("to", stranger);
    variables.put("cc", stranger);
    variables.put("bcc", List.of(stranger));
    variables.put("subject", "Not this one");
    variables.put("body", "Not these words");
    variables.put("template", "personal");
    variables.put("components", List.of("BODY"));
    variables.put("createConversationWithoutContactReply", true);
    variables.put("createdAt", "2020-01-01T00:00:00Z");
    variables.put("referer", "https://example.com/elsewhere");
    variables.put("onUnknownOutcome", "resend");
    variables.put("messageId", "1");
    variables.put("contact", stranger);
    variables.put("waitUntil", "closed");
    variables.put("waitFor", "PT1S");
    variables.put("onTimeout", "bpmnError");
    variables.put("includeParts", "html");
    variables.put("intercom", Map.of("cc", stranger, "createdAt", "2020-01-01T00:00:00Z"));
    return variables;
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

  private static Map<String, Object> with(Map<String, Object> variables) {
    Map<String, Object> all = new HashMap<>(NAMESAKES);
    all.putAll(variables);
    return all;
  }

  /** What Intercom was told, message by message. */
  private List<JsonNode> told() {
    return workplace.intercom().ledger().stream()
        .filter(entry -> entry.method().equals("POST") && entry.path().equals("/messages"))
        .map(LedgerEntry::body)
        .toList();
  }

  @Test
  void aMessageAndItsWaitAreWhatTheFormsSayWhateverElseTheProcessKnows() {
    long instance =
        workplace.startExample(
            "onboarding.bpmn",
            "intercom-onboarding",
            with(Map.of("contactEmail", "uma@example.com", "replyWithin", "PT1M")));
    workplace.awaitWaiting(workplace.worker(), 1);
    workplace
        .intercom()
        .contactReplies(workplace.intercom().messages().getFirst().id(), "Yes, thanks");

    workplace.awaitEnd(instance, "contact-answered");
    assertThat(told())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.path("message_type").asText()).isEqualTo("inapp");
              assertThat(message.path("to").path("id").asText()).isEqualTo(Seed.USER);
              assertThat(message.path("body").asText()).startsWith("Hello there");
              assertThat(message.properties())
                  .extracting(Map.Entry::getKey)
                  .containsOnly("message_type", "from", "to", "body");
            });
    assertThat(workplace.variable(instance, "conversation").path("lastReply").path("body").asText())
        .isEqualTo("Yes, thanks");
  }

  @Test
  void anEmailIsNeitherBackDatedNorCopiedToAStranger() {
    long instance =
        workplace.startExample(
            "onboarding.bpmn",
            "intercom-onboarding",
            with(Map.of("contactEmail", "uma@example.com", "replyWithin", "PT1S")));

    workplace.awaitEnd(instance, "reminder-sent");
    assertThat(told().getLast().properties())
        .extracting(Map.Entry::getKey)
        .containsOnly("message_type", "from", "to", "subject", "template", "body");
  }

  @Test
  void aContactsOwnMessageHasNoRecipientsAndNoPage() {
    workplace.deployExample("user-initiated-message.form");
    long instance =
        workplace.startExample(
            "user-initiated-message.bpmn",
            "intercom-user-initiated-message",
            with(Map.of("customerId", "user-1", "text", "My invoice is wrong")));

    await().atMost(Workplace.PATIENCE).until(() -> !told().isEmpty());
    assertThat(told().getFirst().properties())
        .extracting(Map.Entry::getKey)
        .containsOnly("from", "body");
    workplace.awaitEnd(instance, "conversation-found");
  }
}

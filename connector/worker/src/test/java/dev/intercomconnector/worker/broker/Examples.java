package dev.intercomconnector.worker.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import dev.intercomconnector.worker.AgentStandIn;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.ProcessInstanceResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The diagrams in example-bpmn, deployed as they are and run to their end. Which engine and which
 * worker does it, the tests that use this say. The worker publishes what its sweep sees, since
 * there is no webhook.
 */
final class Examples {

  private static final Path FOLDER = Path.of("..", "..", "example-bpmn");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String CONTACT = "uma@example.com";

  private final CamundaClient client;
  private final SandboxControl intercom;

  Examples(CamundaClient client, SandboxControl intercom) {
    this.client = client;
    this.intercom = intercom;
  }

  /** Names of all the files there are. */
  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".bpmn"))
          .sorted()
          .toList();
    }
  }

  /** Runs one on an Intercom as new; a file that nobody wrote a run for is a failure. */
  void run(String file) {
    intercom.reset();
    deploy(file);
    switch (file) {
      case "ask-the-customer.bpmn" -> askTheCustomer();
      case "bulk-announcement.bpmn" -> bulkAnnouncement();
      case "error-handling.bpmn" -> errorHandling();
      case "guided-onboarding.bpmn" -> {
        guidedAnsweredAtOnce();
        intercom.reset();
        guidedAnsweredLate(MessageKind.EMAIL);
        intercom.reset();
        guidedAnsweredLate(MessageKind.INAPP);
        intercom.reset();
        guidedNotAnswered();
      }
      case "onboarding.bpmn" -> {
        onboardingAnswered();
        intercom.reset();
        onboardingNotAnswered();
      }
      case "poll-for-reply.bpmn" -> pollForReply();
      case "reply-or-reminder.bpmn" -> {
        replied();
        intercom.reset();
        reminded();
      }
      case "user-initiated-message.bpmn" -> userInitiatedMessage();
      default -> throw new AssertionError("Write here how " + file + " is run.");
    }
  }

  /** An onboarding that waits for its contact, on an Intercom as new. */
  CamundaFuture<ProcessInstanceResult> startOnboarding() {
    intercom.reset();
    deploy("onboarding.bpmn");
    return start("intercom-onboarding", Map.of("contactEmail", CONTACT, "replyWithin", "PT10M"));
  }

  private void askTheCustomer() {
    AgentStandIn agent = new AgentStandIn(client);
    var end = start("intercom-ask-the-customer", Map.of("task", "Offer", "contactEmail", CONTACT));
    agent.ask("Which plan do you use?");
    intercom.contactReplies(awaitMessage(1), "The small one");

    assertThat(agent.finishWith(1).getFirst().get("content"))
        .asInstanceOf(MAP)
        .containsEntry("answer", "The small one");
    await().atMost(PATIENCE).until(() -> end.toCompletableFuture().isDone());
    assertSent(1);
  }

  private void bulkAnnouncement() {
    var end =
        start(
            "intercom-bulk-announcement",
            Map.of(
                "contacts",
                List.of(Map.of("email", CONTACT), Map.of("email", "leo@example.com")),
                "text",
                "We have news",
                "batchSize",
                1,
                "pause",
                "PT1S"));

    assertThat(value(end, "outcomes")).asInstanceOf(LIST).hasSize(2);
    assertSent(2);
  }

  private void errorHandling() {
    intercom.addContact(
        NewContact.of(
            Role.USER,
            Profile.empty().withEmail("una@example.com").withUnsubscribedFromEmails(true)));

    var end =
        start(
            "intercom-error-handling",
            Map.of("contactEmail", "una@example.com", "text", "Your invoice is overdue"));

    await().atMost(PATIENCE).until(() -> end.toCompletableFuture().isDone());
    assertThat(intercom.messages())
        .extracting(StoredMessage::kind)
        .containsExactly(MessageKind.INAPP);
  }

  private void replied() {
    var end = startQuestion("PT10M", "PT10M");
    intercom.contactReplies(awaitMessage(1), "Yes, thanks");

    assertReply(end, "Yes, thanks");
    assertSent(1);
  }

  private void reminded() {
    var end = startQuestion("PT1S", "PT1S");

    assertThat(variable(end, "reminder")).containsEntry("messageType", "email");
    assertSent(2);
  }

  private CamundaFuture<ProcessInstanceResult> startQuestion(
      String replyWithin, String giveUpAfter) {
    return start(
        "intercom-reply-or-reminder",
        Map.of(
            "contactEmail",
            CONTACT,
            "text",
            "All well?",
            "replyWithin",
            replyWithin,
            "giveUpAfter",
            giveUpAfter));
  }

  private void onboardingAnswered() {
    var end = startOnboarding();
    String welcome = awaitMessage(1);
    intercom.contactReplies(welcome, "I would like to invite my team.");

    assertThat(variable(end, "conversation")).containsEntry("found", true);
    assertSent(1);
  }

  private void onboardingNotAnswered() {
    var end = start("intercom-onboarding", Map.of("contactEmail", CONTACT, "replyWithin", "PT2S"));

    assertThat(variable(end, "reminder")).containsEntry("messageType", "email");
    assertSent(2);
  }

  private void guidedAnsweredAtOnce() {
    var end = startGuided(CONTACT, "PT10M", "PT10M");
    intercom.contactReplies(awaitMessage(1), "I would like to invite my team.");

    assertReply(end, "I would like to invite my team.");
    assertSent(1);
  }

  /** To the reminder, which the waiting task sees; to the welcome, which reaches its boundary. */
  private void guidedAnsweredLate(MessageKind answered) {
    var end = startGuided(CONTACT, "PT1S", "PT10M");
    awaitMessage(2);
    intercom.contactReplies(
        intercom.messages().stream()
            .filter(message -> message.kind() == answered)
            .findFirst()
            .orElseThrow()
            .id(),
        "Sorry, I was away");

    assertReply(end, "Sorry, I was away");
    assertSent(2);
  }

  private void guidedNotAnswered() {
    intercom.addContact(
        NewContact.of(
            Role.USER,
            Profile.empty().withEmail("una@example.com").withUnsubscribedFromEmails(true)));

    var end = startGuided("una@example.com", "PT1S", "PT1S");

    assertThat(variable(end, "reminder")).containsEntry("messageType", "inapp");
    assertThat(end.join().getVariablesAsMap()).doesNotContainKey("conversation");
    assertThat(intercom.messages())
        .extracting(StoredMessage::kind)
        .containsExactly(MessageKind.INAPP, MessageKind.INAPP);
  }

  private CamundaFuture<ProcessInstanceResult> startGuided(
      String contactEmail, String replyWithin, String giveUpAfter) {
    return start(
        "intercom-guided-onboarding",
        Map.of(
            "contactEmail", contactEmail, "replyWithin", replyWithin, "giveUpAfter", giveUpAfter));
  }

  private static void assertReply(CamundaFuture<ProcessInstanceResult> end, String words) {
    assertThat(variable(end, "conversation").get("lastReply"))
        .asInstanceOf(MAP)
        .containsEntry("body", words);
  }

  private void pollForReply() {
    var end =
        start(
            "intercom-poll-for-reply",
            Map.of("contactEmail", CONTACT, "text", "All well?", "pollEvery", "PT1S"));
    intercom.contactReplies(awaitMessage(1), "Yes, thanks");

    assertThat(variable(end, "conversation").get("repliedAt")).isNotNull();
    assertSent(1);
  }

  private void userInitiatedMessage() {
    var end =
        start(
            "intercom-user-initiated-message",
            Map.of("customerId", "user-1", "text", "My invoice is wrong"));

    String message = String.valueOf(variable(end, "message").get("messageId"));
    assertThat(intercom.conversationsOf(message))
        .extracting(StoredConversation::id)
        .containsExactly(String.valueOf(variable(end, "conversation").get("conversationId")));
    assertSent(1);
  }

  /** With the form of the same name, where there is one. */
  private void deploy(String file) {
    var deployment =
        client.newDeployResourceCommand().addResourceFile(FOLDER.resolve(file).toString());
    Path form = FOLDER.resolve(file.replace(".bpmn", ".form"));
    if (Files.exists(form)) {
      deployment = deployment.addResourceFile(form.toString());
    }
    deployment.send().join();
  }

  private CamundaFuture<ProcessInstanceResult> start(
      String processId, Map<String, Object> variables) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(processId)
        .latestVersion()
        .variables(variables)
        .withResult()
        .requestTimeout(PATIENCE)
        .send();
  }

  /** Of an instance that has reached its end. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> variable(CamundaFuture<ProcessInstanceResult> end, String name) {
    Object value = value(end, name);
    assertThat(value).as(name).isInstanceOf(Map.class);
    return (Map<String, Object>) value;
  }

  private static Object value(CamundaFuture<ProcessInstanceResult> end, String name) {
    var variables = end.join(PATIENCE.toSeconds(), TimeUnit.SECONDS).getVariablesAsMap();
    return Objects.requireNonNull(variables.get(name), name);
  }

  private String awaitMessage(int messages) {
    await().atMost(PATIENCE).until(() -> intercom.messages().size() == messages);
    return intercom.messages().getLast().id();
  }

  /** By what Intercom stored, and by the requests to store something that reached it. */
  private void assertSent(int messages) {
    assertThat(intercom.messages()).hasSize(messages);
    assertThat(intercom.ledger())
        .filteredOn(
            entry ->
                entry.method().equals("POST")
                    && (entry.path().equals("/messages") || entry.path().equals("/conversations")))
        .hasSize(messages);
  }
}

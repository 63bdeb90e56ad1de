package dev.intercomconnector.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.intercom.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the task {@code intercom-find-conversation} is given, read and checked.
 *
 * @param workspace the name of a configured workspace
 * @param accessToken only for Camunda's connector runtime
 * @param waitFor how long to wait, counted from the job's first activation; zero for one look
 */
public record FindConversationInput(
    String workspace,
    @Nullable String accessToken,
    ConversationCriteria criteria,
    Duration waitFor,
    OnTimeout onTimeout) {

  /** The task type, a contract with every deployed process. */
  public static final String TASK_TYPE = "intercom-find-conversation";

  /** The variables that a job is fetched with. */
  public static final List<String> VARIABLES = List.of(TaskInputs.VARIABLE);

  /** The names of the inputs, which are entries of that variable. */
  public static final List<String> NAMES =
      List.of(
          "workspace",
          "accessToken",
          "messageId",
          "contact",
          "waitUntil",
          "waitFor",
          "onTimeout",
          "includeParts");

  private enum Parts {
    NONE,
    PLAINTEXT,
    HTML
  }

  /** The same for another conversation. */
  public FindConversationInput with(ConversationCriteria changed) {
    return new FindConversationInput(workspace, accessToken, changed, waitFor, onTimeout);
  }

  /** Reads the job's variables. */
  public static Outcome<FindConversationInput> read(JsonNode variables) {
    var inputs = new TaskInputs(variables);
    String messageId = messageId(inputs);
    ContactRef contact = contact(inputs).orElse(null);
    if (!inputs.has("messageId") && leftBlank(inputs)) {
      inputs.problem(
          "'messageId' and 'contact' are both missing; give the id of the message, or the contact"
              + " whose latest open conversation is wanted.");
    }
    WaitUntil waitUntil = inputs.choice("waitUntil", WaitUntil.class, WaitUntil.NOW);
    if (waitUntil == WaitUntil.CLOSED && !inputs.has("messageId")) {
      inputs.problem(
          "'waitUntil' is 'closed', which needs a 'messageId': without one, only open conversations"
              + " are looked at.");
    }
    Duration waitFor = inputs.duration("waitFor");
    if (waitUntil != WaitUntil.NOW && !inputs.has("waitFor")) {
      inputs.problem(
          "'waitFor' is missing; say how long to wait, as an ISO-8601 duration such as P3D.");
    }
    OnTimeout onTimeout = inputs.choice("onTimeout", OnTimeout.class, OnTimeout.BPMN_ERROR);
    Parts parts = inputs.choice("includeParts", Parts.class, Parts.NONE);
    String workspace = inputs.workspace();
    String token = inputs.text("accessToken");
    return inputs.finish(
        () ->
            new FindConversationInput(
                workspace,
                token,
                new ConversationCriteria(messageId, contact, waitUntil, format(parts)),
                waitUntil == WaitUntil.NOW || waitFor == null ? Duration.ZERO : waitFor,
                onTimeout));
  }

  private static @Nullable String messageId(TaskInputs inputs) {
    JsonNode given = inputs.raw("messageId");
    if (!inputs.has("messageId")) {
      return null;
    }
    String id = given.isTextual() || given.isNumber() ? inputs.text("messageId") : null;
    if (id == null || given.isNumber() && id.contains(".")) {
      inputs.problem(
          "'messageId' is %s; it must be the id of a message, as text or number."
              .formatted(TaskInputs.quote(given)));
      return null;
    }
    return id.strip();
  }

  /** A form whose contact was left blank sends an object of blanks, or a type alone. */
  private static Optional<ContactRef> contact(TaskInputs inputs) {
    return leftBlank(inputs)
        ? Optional.empty()
        : new PersonReader(inputs).contact("contact", inputs.raw("contact"));
  }

  private static boolean leftBlank(TaskInputs inputs) {
    JsonNode given = inputs.raw("contact");
    return !inputs.has("contact") || given.isObject() && !PersonReader.isNamed(given);
  }

  private static @Nullable BodyFormat format(Parts parts) {
    return switch (parts) {
      case NONE -> null;
      case PLAINTEXT -> BodyFormat.PLAINTEXT;
      case HTML -> BodyFormat.HTML;
    };
  }
}

package dev.intercomconnector.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.Message;
import dev.intercomconnector.message.MessageType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the task {@code intercom-send-message} is given, read and checked.
 *
 * @param workspace the name of a configured workspace
 * @param accessToken only for Camunda's connector runtime
 */
public record SendMessageInput(
    String workspace,
    @Nullable String accessToken,
    Message message,
    OnUnknownOutcome onUnknownOutcome) {

  /** The task type, a contract with every deployed process. */
  public static final String TASK_TYPE = "intercom-send-message";

  /** The variables that a job is fetched with. */
  public static final List<String> VARIABLES = List.of(TaskInputs.VARIABLE);

  /** The names of the inputs, which are entries of that variable. */
  public static final List<String> NAMES =
      List.of(
          "workspace",
          "accessToken",
          "messageType",
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "body",
          "template",
          "components",
          "createConversationWithoutContactReply",
          "createdAt",
          "referer",
          "onUnknownOutcome");

  /** Reads the job's variables. Where a message cannot mean a field, the field is ignored. */
  public static Outcome<SendMessageInput> read(JsonNode variables) {
    var inputs = new TaskInputs(variables);
    Message message = message(inputs);
    OnUnknownOutcome onUnknown =
        inputs.choice("onUnknownOutcome", OnUnknownOutcome.class, OnUnknownOutcome.INCIDENT);
    String workspace = inputs.workspace();
    String token = inputs.text("accessToken");
    return inputs.finish(() -> new SendMessageInput(workspace, token, message, onUnknown));
  }

  private static Message message(TaskInputs inputs) {
    JsonNode from = inputs.raw("from");
    String sender = from.path("type").asText("admin");
    return switch (sender.strip().toLowerCase(Locale.ROOT)) {
      case "admin", "" -> fromAdmin(inputs, from);
      case "user", "lead", "contact" -> fromContact(inputs, from);
      default -> {
        inputs.problem(
            "'from.type' is %s; it can be admin, user, lead or contact."
                .formatted(TaskInputs.quote(from.path("type"))));
        yield fromAdmin(inputs, from);
      }
    };
  }

  private static Message fromAdmin(TaskInputs inputs, JsonNode from) {
    MessageType type = messageType(inputs);
    if (!inputs.has("to")) {
      inputs.problem("'to' is missing; name at least one contact who gets the message.");
    }
    String subject = inputs.text("subject");
    String template = inputs.text("template");
    if (type == MessageType.EMAIL && template != null) {
      template = template.strip().toLowerCase(Locale.ROOT);
    }
    if (type == MessageType.EMAIL) {
      if (!inputs.has("subject")) {
        inputs.problem("'subject' is missing; an e-mail needs one.");
      }
      if (!inputs.has("template")) {
        inputs.problem("'template' is missing; an e-mail needs one: plain or personal.");
      } else if (template != null && !template.equals("plain") && !template.equals("personal")) {
        inputs.problem(
            "'template' is '%s'; an e-mail's can be plain or personal."
                .formatted(inputs.text("template")));
      }
    }
    boolean whatsApp = type == MessageType.WHATSAPP;
    if (whatsApp && (template == null || !inputs.raw("components").isArray())) {
      inputs.problem(
          "'template' and 'components' are needed for WhatsApp: the name of an approved template"
              + " and the list of its components.");
    }
    return new Message.FromAdmin(
        type,
        admin(inputs, from).orElse(null),
        inputs.contacts("to"),
        inputs.contacts("cc"),
        inputs.contacts("bcc"),
        whatsApp ? null : body(inputs),
        type == MessageType.EMAIL ? subject : null,
        type == MessageType.EMAIL || whatsApp ? template : null,
        whatsApp ? inputs.raw("components") : null,
        inputs.flag("createConversationWithoutContactReply"),
        inputs.instant("createdAt"));
  }

  /** Nobody named is the workspace's default admin. */
  private static Optional<PersonKey> admin(TaskInputs inputs, JsonNode from) {
    boolean named = TaskInputs.isNamed(from);
    if (!named && !from.isMissingNode() && !from.isNull() && !from.isObject()) {
      inputs.problem(
          "'from' is %s; it must be such as {type: \"admin\", id: \"123\"}."
              .formatted(TaskInputs.quote(from)));
    }
    return named ? inputs.person("from", from) : Optional.empty();
  }

  private static Message fromContact(TaskInputs inputs, JsonNode from) {
    MessageType type = messageType(inputs);
    if (type != MessageType.INAPP) {
      inputs.problem(
          "'messageType' is '%s'; a contact's own message is always inapp.".formatted(type.word()));
    }
    for (String field : List.of("to", "cc", "bcc")) {
      if (inputs.has(field)) {
        inputs.problem(
            "'%s' is given, but a contact's own message goes to the team and has no recipients."
                .formatted(field));
      }
    }
    ContactRef contact =
        inputs
            .contact("from", from)
            .orElse(new ContactRef(ContactRef.Type.CONTACT, new PersonKey.Id("")));
    return new Message.FromContact(
        contact, body(inputs), inputs.text("referer"), inputs.instant("createdAt"));
  }

  private static String body(TaskInputs inputs) {
    String body = inputs.text("body");
    if (!inputs.has("body")) {
      inputs.problem(
          inputs.raw("body").isTextual()
              ? "'body' is empty; write the text of the message."
              : "'body' is missing; write the text of the message.");
    }
    return body == null ? "" : body;
  }

  private static MessageType messageType(TaskInputs inputs) {
    String given = inputs.text("messageType");
    if (given == null) {
      return MessageType.INAPP;
    }
    return MessageType.parse(given)
        .orElseGet(
            () -> {
              inputs.problem(
                  "'messageType' is '%s'; it can be inapp, email, whatsapp or sms."
                      .formatted(given));
              return MessageType.INAPP;
            });
  }
}

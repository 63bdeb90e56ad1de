package dev.intercomconnector.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.Message;
import dev.intercomconnector.message.MessageType;
import dev.intercomconnector.message.WhatsApp;
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
          "locale",
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
    var people = new PersonReader(inputs);
    MessageType type = messageType(inputs);
    if (!inputs.has("to")) {
      inputs.problem("'to' is missing; name at least one contact who gets the message.");
    }
    WhatsApp whatsApp = type == MessageType.WHATSAPP ? whatsApp(inputs, people) : null;
    boolean email = type == MessageType.EMAIL;
    return new Message.FromAdmin(
        type,
        admin(inputs, from).orElse(null),
        whatsApp != null && PersonReader.hasPhone(inputs.raw("to"))
            ? List.of()
            : people.contacts("to"),
        people.contacts("cc"),
        people.contacts("bcc"),
        whatsApp == null ? body(inputs) : null,
        email ? subject(inputs) : null,
        email ? style(inputs) : null,
        whatsApp,
        inputs.flag("createConversationWithoutContactReply"),
        inputs.instant("createdAt"));
  }

  private static @Nullable String subject(TaskInputs inputs) {
    if (!inputs.has("subject")) {
      inputs.problem("'subject' is missing; an e-mail needs one.");
    }
    return inputs.text("subject");
  }

  /** Whether one may be missing depends on the version of Intercom's API. */
  private static @Nullable String style(TaskInputs inputs) {
    String given = inputs.text("template");
    String style = given == null ? null : given.strip().toLowerCase(Locale.ROOT);
    if (style != null && !style.equals("plain") && !style.equals("personal")) {
      inputs.problem("'template' is '%s'; an e-mail's can be plain or personal.".formatted(given));
    }
    return style;
  }

  private static WhatsApp whatsApp(TaskInputs inputs, PersonReader people) {
    String template = inputs.text("template");
    JsonNode components = inputs.raw("components");
    if (template == null || !components.isArray()) {
      inputs.problem(
          "'template' and 'components' are needed for WhatsApp: the name of an approved template"
              + " and the list of its components.");
    }
    return new WhatsApp(
        template == null ? "" : template.strip(),
        inputs.text("locale"),
        TaskInputs.withPlainNumbers(components),
        people.phone("to").orElse(null));
  }

  /** Nobody named is the workspace's default admin. */
  private static Optional<PersonKey> admin(TaskInputs inputs, JsonNode from) {
    boolean named = PersonReader.isNamed(from);
    if (!named && !from.isMissingNode() && !from.isNull() && !from.isObject()) {
      inputs.problem(
          "'from' is %s; it must be such as {type: \"admin\", id: \"123\"}."
              .formatted(TaskInputs.quote(from)));
    }
    return named ? new PersonReader(inputs).person("from", from) : Optional.empty();
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
        new PersonReader(inputs)
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

package dev.intercomconnector.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a message as the JSON that the pinned version of Intercom's API takes. */
final class MessageRequest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Connection connection;

  MessageRequest(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes an admin's message.
   *
   * @param adminId written as an integer when it is all digits, which is what the schema declares
   * @param recipients as Intercom knows them
   */
  ObjectNode fromAdmin(Message.FromAdmin message, String adminId, Recipients recipients) {
    ObjectNode json = JSON.objectNode();
    json.put("message_type", word(message.type()));
    put(json, "subject", message.type() == MessageType.EMAIL ? message.subject() : null);
    put(json, "body", message.body());
    put(json, "template", message.template());
    WhatsApp whatsApp = message.whatsApp();
    if (whatsApp != null) {
      put(json, "template", whatsApp.template());
      put(json, "locale", whatsApp.locale());
      json.set("components", whatsApp.components());
    }
    ObjectNode from = json.putObject("from").put("type", "admin");
    if (adminId.matches("\\d{1,18}") && !connection.version().isLegacy()) {
      from.put("id", Long.parseLong(adminId));
    } else {
      from.put("id", adminId);
    }
    json.set(
        "to",
        whatsApp == null || whatsApp.phone() == null
            ? people(recipients.to())
            : phone(whatsApp.phone()));
    if (!recipients.cc().isEmpty()) {
      json.set("cc", people(recipients.cc()));
    }
    if (!recipients.bcc().isEmpty()) {
      json.set("bcc", people(recipients.bcc()));
    }
    if (message.createdAt() != null) {
      json.put("created_at", message.createdAt().getEpochSecond());
    }
    if (message.createConversation()) {
      json.put("create_conversation_without_contact_reply", true);
    }
    return json;
  }

  /**
   * Writes a contact's message, for POST /messages and POST /conversations alike.
   *
   * @param from as Intercom knows the contact
   */
  ObjectNode fromContact(Message.FromContact message, ContactRef from) {
    ObjectNode json = JSON.objectNode();
    json.set("from", person(from));
    put(json, "body", message.body());
    put(json, "referer", message.referer());
    if (message.createdAt() != null) {
      json.put("created_at", message.createdAt().getEpochSecond());
    }
    return json;
  }

  private String word(MessageType type) {
    return type == MessageType.INAPP ? connection.inAppWord() : type.word();
  }

  /** The number is an integer, as in Intercom's example of 2.16. */
  private static ObjectNode phone(WhatsApp.Phone phone) {
    ObjectNode json = JSON.objectNode().put("phone", Long.parseLong(phone.number()));
    put(json, "name", phone.name());
    return json;
  }

  /** One person is an object, which every version takes; several are a list. */
  private JsonNode people(List<ContactRef> people) {
    if (people.size() == 1) {
      return person(people.getFirst());
    }
    ArrayNode list = JSON.arrayNode();
    people.forEach(one -> list.add(person(one)));
    return list;
  }

  private ObjectNode person(ContactRef ref) {
    ObjectNode json = JSON.objectNode().put("type", type(ref));
    return switch (ref.key()) {
      case PersonKey.Id id -> json.put("id", id.value());
      case PersonKey.UserId userId -> json.put("user_id", userId.value());
      case PersonKey.Email email -> json.put("email", email.value());
    };
  }

  private String type(ContactRef ref) {
    // 1.x calls a lead a contact.
    return connection.version().isLegacy() && ref.type() == ContactRef.Type.LEAD
        ? "contact"
        : ref.type().word();
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}

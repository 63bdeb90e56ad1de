package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.api.Markup;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.Part;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.util.List;

/**
 * What people see in Intercom, as JSON: messages with the conversations that they led to. Bodies
 * are plain text; times are epoch seconds.
 */
final class InboxJson {
  private InboxJson() {}

  static ObjectNode contact(StoredContact contact) {
    return Json.object()
        .put("id", contact.id())
        .put("role", contact.role().word())
        .put("name", contact.profile().name())
        .put("email", contact.profile().email())
        .put("externalId", contact.profile().externalId());
  }

  static ObjectNode message(StoredMessage message, List<StoredConversation> conversations) {
    ObjectNode shown =
        Json.object()
            .put("id", message.id())
            .put("kind", message.kind().word())
            .put("createdAt", message.createdAt())
            .put("subject", message.subject())
            .put("text", Markup.plain(message.body()));
    shown.set("from", author(message.sender()));
    ArrayNode to = shown.putArray("to");
    message.recipients().forEach(recipient -> to.add(recipient.contactId()));
    shown.set("conversations", Json.array(conversations, InboxJson::conversation));
    return shown;
  }

  private static ObjectNode conversation(StoredConversation conversation) {
    ObjectNode shown =
        Json.object()
            .put("id", conversation.id())
            .put("contactId", conversation.contactId())
            .put("state", conversation.state().word());
    shown.set("parts", Json.array(conversation.parts(), InboxJson::part));
    return shown;
  }

  private static ObjectNode part(Part part) {
    String body = part.body();
    ObjectNode shown =
        Json.object()
            .put("id", part.id())
            .put("type", part.type())
            .put("createdAt", part.createdAt())
            .put("text", body == null ? null : Markup.plain(body));
    shown.set("from", author(part.author()));
    return shown;
  }

  private static ObjectNode author(Author author) {
    String name = author.name() == null ? author.email() : author.name();
    return Json.object()
        .put("id", author.id())
        .put("admin", author.isAdmin())
        .put("name", name == null ? author.type() : name);
  }
}

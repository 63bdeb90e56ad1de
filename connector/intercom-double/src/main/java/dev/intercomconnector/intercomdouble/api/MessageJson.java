package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message as the API shows it. An admin's names no conversation, even when one was opened: it has
 * to be searched for by {@code source.id}.
 */
final class MessageJson {
  private MessageJson() {}

  static ObjectNode byAdmin(StoredMessage message, StoredAdmin owner) {
    ObjectNode shown = common("admin_message", message);
    String subject = subject(message);
    if (subject != null) {
      shown.put("subject", subject);
    }
    shown.put("body", message.body()).put("message_type", message.kind().word());
    if (message.template() != null) {
      shown.put("template", message.template());
    }
    shown.set("owner", AdminEndpoints.admin(owner));
    return shown;
  }

  /** In Intercom's example of an in-app message without a subject, its words are the subject. */
  private static @Nullable String subject(StoredMessage message) {
    return message.subject() == null && message.kind() == MessageKind.INAPP
        ? Markup.plain(message.body())
        : message.subject();
  }

  /** Version 1 names no conversation here either. */
  static ObjectNode byContact(
      StoredMessage message, StoredConversation conversation, ServedVersion version) {
    ObjectNode shown =
        common("user_message", message)
            .put("body", message.body())
            .put("message_type", message.kind().word());
    return version.isLegacy() ? shown : shown.put("conversation_id", conversation.id());
  }

  private static ObjectNode common(String type, StoredMessage message) {
    return Json.object()
        .put("type", type)
        .put("id", message.id())
        .put("created_at", message.createdAt());
  }
}

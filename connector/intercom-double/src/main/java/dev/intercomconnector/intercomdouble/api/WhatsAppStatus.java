package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Correspondence;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;

/**
 * What became of a WhatsApp message. Intercom does not document how such a message's own id and
 * WhatsApp's belong together; here WhatsApp's is the own one behind {@code wamid_}, and either is
 * taken.
 */
final class WhatsAppStatus {
  private static final String PREFIX = "wamid_";

  private WhatsAppStatus() {}

  static ApiAnswer answer(ApiCall call) {
    String id = call.query().getOrDefault("message_id", "");
    if (id.isBlank()) {
      throw ApiError.withoutCode(400, "message_id is required");
    }
    Correspondence correspondence = call.workspace().correspondence();
    StoredMessage message =
        correspondence
            .message(id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id)
            .filter(found -> found.kind() == MessageKind.WHATSAPP)
            .orElseThrow(
                () -> ApiError.of(404, "whatsapp_message_not_found", "Whatsapp message not found"));
    ObjectNode shown = Json.object();
    long updatedAt = message.createdAt();
    // None any more where somebody deleted it.
    for (StoredConversation conversation : correspondence.startedBy(message.id())) {
      shown.put("conversation_id", conversation.id());
      updatedAt = conversation.updatedAt();
    }
    shown
        .put("status", "delivered")
        .put("type", "broadcast_outbound")
        .put("created_at", message.createdAt())
        .put("updated_at", updatedAt)
        .put("template_name", message.template())
        .put("message_id", PREFIX + message.id());
    return ApiAnswer.ok(shown);
  }
}

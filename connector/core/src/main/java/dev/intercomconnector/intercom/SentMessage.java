package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Intercom's answer to POST /messages and POST /conversations.
 *
 * @param id the message's id, which becomes {@code source.id} of its conversation
 * @param type {@code admin_message} or {@code user_message}
 * @param messageType {@code inapp}, {@code email} and so on, as Intercom says it
 * @param conversationId only for a message that a contact began, and not in 1.x
 * @param owner the admin in whose name an admin message went out
 */
public record SentMessage(
    String id,
    @Nullable String type,
    @Nullable String messageType,
    @Nullable Instant createdAt,
    @Nullable String conversationId,
    @Nullable Admin owner) {

  static @Nullable SentMessage read(JsonNode json) {
    String id = JsonFields.text(json, "id");
    return id == null
        ? null
        : new SentMessage(
            id,
            JsonFields.text(json, "type"),
            JsonFields.text(json, "message_type"),
            JsonFields.instant(json, "created_at"),
            JsonFields.text(json, "conversation_id"),
            Admin.read(json.path("owner")));
  }
}

package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message that began a conversation, as a conversation shows it under {@code source}.
 *
 * @param messageId {@code source.id}
 * @param authorType {@code admin}, {@code user}, {@code lead}...
 * @param authorName null where Intercom tells none; {@code authorEmail} likewise
 * @param subject empty for messages that have none
 * @param body HTML, as Intercom keeps it, or plain text if the request asked for it
 * @param createdAt of the conversation
 */
public record FirstMessage(
    String conversationId,
    String messageId,
    String authorType,
    String authorId,
    @Nullable String authorName,
    @Nullable String authorEmail,
    String subject,
    String body,
    List<String> contactIds,
    Instant createdAt) {

  static @Nullable FirstMessage read(JsonNode json) {
    Conversation conversation = Conversation.read(json);
    JsonNode source = json.path("source");
    String authorId = JsonFields.text(source.path("author"), "id");
    if (conversation == null
        || conversation.messageId() == null
        || conversation.createdAt() == null
        || authorId == null) {
      return null;
    }
    return new FirstMessage(
        conversation.id(),
        conversation.messageId(),
        JsonFields.text(source.path("author"), "type", ""),
        authorId,
        JsonFields.text(source.path("author"), "name"),
        JsonFields.text(source.path("author"), "email"),
        JsonFields.text(source, "subject", ""),
        JsonFields.text(source, "body", ""),
        conversation.contactIds(),
        conversation.createdAt());
  }
}

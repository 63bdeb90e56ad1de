package dev.intercomconnector.task;

import dev.intercomconnector.intercom.Admin;
import dev.intercomconnector.intercom.SentMessage;
import dev.intercomconnector.message.Sent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the task {@code intercom-send-message} answers. Times are ISO-8601 in UTC, which FEEL's
 * {@code date and time()} reads.
 *
 * @param messageId what Find conversation takes, and the correlation key of a reply
 * @param messageType {@code inapp}, {@code email} and so on, as Intercom says it
 * @param type {@code admin_message} or {@code user_message}
 * @param conversationId only where Intercom gave one: a contact's own message
 * @param alreadySent whether an earlier delivery of this job had sent the message
 */
public record SendMessageResult(
    String messageId,
    @Nullable String messageType,
    @Nullable String type,
    @Nullable String createdAt,
    @Nullable String conversationId,
    List<String> contactIds,
    @Nullable Admin owner,
    boolean alreadySent) {

  /** The result of a message that was sent just now. */
  public static SendMessageResult of(Sent sent) {
    SentMessage message = sent.message();
    Instant createdAt = message.createdAt();
    return new SendMessageResult(
        message.id(),
        message.messageType(),
        message.type(),
        createdAt == null ? null : createdAt.toString(),
        message.conversationId(),
        sent.contactIds(),
        message.owner(),
        false);
  }

  /** The result of a message of which an operator knows no more than that it was sent. */
  public static SendMessageResult known(String messageId) {
    return new SendMessageResult(messageId, null, null, null, null, List.of(), null, true);
  }
}

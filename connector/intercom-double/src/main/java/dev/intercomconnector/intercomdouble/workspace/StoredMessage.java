package dev.intercomconnector.intercomdouble.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent; it becomes the source of its conversations.
 *
 * @param id a string of digits
 * @param recipients empty for a message written by a contact
 * @param body as sent, HTML or plain text
 * @param createdAt epoch seconds
 * @param url the page a contact wrote from
 */
public record StoredMessage(
    String id,
    MessageKind kind,
    Author sender,
    List<Recipient> recipients,
    @Nullable String subject,
    String body,
    @Nullable String template,
    long createdAt,
    @Nullable String url) {

  public boolean wentTo(String contactId) {
    return recipients.stream().anyMatch(recipient -> recipient.contactId().equals(contactId));
  }
}

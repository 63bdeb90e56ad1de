package dev.intercomconnector.message;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to send, complete and checked, with the people as the designer named them. */
public sealed interface Message {

  @Nullable String body();

  @Nullable Instant createdAt();

  /**
   * An admin's message.
   *
   * @param from null for the workspace's default sender
   * @param to at least one, unless a WhatsApp message goes to a phone number
   * @param body HTML or plain text; null only for WhatsApp, which sends a template
   * @param subject for e-mail
   * @param template for e-mail: {@code plain} or {@code personal}
   * @param whatsApp for WhatsApp, and only there
   * @param createConversation whether the conversation begins at once instead of with the contact's
   *     reply
   * @param createdAt null for now
   */
  record FromAdmin(
      MessageType type,
      @Nullable PersonKey from,
      List<ContactRef> to,
      List<ContactRef> cc,
      List<ContactRef> bcc,
      @Nullable String body,
      @Nullable String subject,
      @Nullable String template,
      @Nullable WhatsApp whatsApp,
      boolean createConversation,
      @Nullable Instant createdAt)
      implements Message {}

  /**
   * A message of a user, lead or visitor to the team. It begins a conversation at once.
   *
   * @param body plain text
   * @param referer the address of the page on which the contact wrote
   */
  record FromContact(
      ContactRef from, String body, @Nullable String referer, @Nullable Instant createdAt)
      implements Message {}
}

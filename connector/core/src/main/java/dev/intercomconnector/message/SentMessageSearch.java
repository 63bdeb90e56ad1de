package dev.intercomconnector.message;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.FirstMessage;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.SearchFilter;
import dev.intercomconnector.intercom.SentMessage;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Finds a message that was sent. Messages cannot be listed, but one that opens a conversation at
 * once can be found by it: by who wrote what to whom, and when.
 *
 * @param contactId who is in the conversation
 * @param authorId who wrote the message: an admin, or that contact
 * @param text its words, without markup
 */
record SentMessageSearch(
    String contactId, String authorId, boolean byAdmin, String subject, String text) {

  /**
   * For an admin's message.
   *
   * @param contactIds to whom it is
   * @return null where its conversation begins with a reply
   */
  static @Nullable SentMessageSearch of(
      Message.FromAdmin message, String adminId, List<String> contactIds) {
    String body = message.body();
    return !message.createConversation()
            || body == null
            || body.isBlank()
            || contactIds.isEmpty()
            || isBackdated(message)
        ? null
        : new SentMessageSearch(
            contactIds.getFirst(),
            adminId,
            true,
            message.type() == MessageType.EMAIL && message.subject() != null
                ? message.subject()
                : "",
            textOf(body));
  }

  /**
   * For a contact's message.
   *
   * @param from as Intercom knows the contact
   * @return null for a contact whose id is not known
   */
  static @Nullable SentMessageSearch of(Message.FromContact message, ContactRef from) {
    return from.key() instanceof PersonKey.Id id && !isBackdated(message)
        ? new SentMessageSearch(id.value(), id.value(), false, "", squeeze(message.body()))
        : null;
  }

  /** Intercom may show a backdated message with either time. */
  private static boolean isBackdated(Message message) {
    return message.createdAt() != null;
  }

  /** The messages that may be this one, created from the one moment to the other, both included. */
  Outcome<List<Sent>> run(IntercomClient intercom, Instant from, Instant to) {
    return intercom
        .searchFirstMessages(
            SearchFilter.allOf(
                SearchFilter.is("contact_ids", contactId),
                SearchFilter.is("source.author.id", authorId),
                SearchFilter.since("created_at", from)))
        .all()
        .map(
            found ->
                found.stream().filter(first -> matches(first, from, to)).map(this::sent).toList());
  }

  private boolean matches(FirstMessage first, Instant from, Instant to) {
    return first.authorId().equals(authorId)
        && first.authorType().equals("admin") == byAdmin
        && first.contactIds().contains(contactId)
        && !first.createdAt().isBefore(from)
        && !first.createdAt().isAfter(to)
        && squeeze(first.subject()).equals(squeeze(subject))
        && textOf(first.body()).equals(text);
  }

  private Sent sent(FirstMessage first) {
    return new Sent(
        new SentMessage(
            first.messageId(),
            byAdmin ? "admin_message" : "user_message",
            null,
            first.createdAt(),
            first.conversationId(),
            null),
        first.contactIds());
  }

  private static String textOf(String html) {
    return squeeze(Jsoup.parse(html).text());
  }

  private static String squeeze(String words) {
    return words.replaceAll("[\\s\\u00a0]+", " ").strip();
  }
}

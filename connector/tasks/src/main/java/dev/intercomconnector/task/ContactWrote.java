package dev.intercomconnector.task;

import dev.intercomconnector.intercom.FirstMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a process learns when a contact begins a conversation: the variables of the messages {@value
 * #BEGINS_A_PROCESS} and {@value #REACHES_A_PROCESS}, of which each such conversation publishes one
 * of each. An admin's own send publishes neither.
 *
 * @param messageId of the message that the conversation began with; it goes on to be the
 *     correlation key of replies
 * @param body plain text; null where the contact sent no words
 * @param createdAt ISO-8601 in UTC
 * @param url the conversation in Intercom's inbox; null where the workspace's id is not known
 */
public record ContactWrote(
    String messageId,
    String conversationId,
    Writer writer,
    @Nullable String subject,
    @Nullable String body,
    @Nullable String createdAt,
    @Nullable String url) {

  /**
   * The name of the message for start events. Its correlation key is the id of the Intercom
   * message, so that each conversation begins a process of its own.
   */
  public static final String BEGINS_A_PROCESS = "intercom-contact-wrote";

  /**
   * The name of the message for processes that are under way. Its correlation key is the contact's
   * Intercom id, which such a process knows.
   */
  public static final String REACHES_A_PROCESS = "intercom-this-contact-wrote";

  /**
   * Who wrote.
   *
   * @param type {@code user}, {@code lead} and so on
   * @param id Intercom's
   */
  public record Writer(String type, String id, @Nullable String name, @Nullable String email) {}

  /** What the first message of a conversation tells. */
  public static ContactWrote of(FirstMessage first, @Nullable String url) {
    return new ContactWrote(
        first.messageId(),
        first.conversationId(),
        new Writer(first.authorType(), first.authorId(), first.authorName(), first.authorEmail()),
        first.subject().isBlank() ? null : first.subject(),
        first.body().isBlank() ? null : first.body(),
        first.createdAt().toString(),
        url);
  }
}

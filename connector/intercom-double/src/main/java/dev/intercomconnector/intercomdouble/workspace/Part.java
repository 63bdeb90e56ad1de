package dev.intercomconnector.intercomdouble.workspace;

import org.jspecify.annotations.Nullable;

/**
 * One step of a conversation.
 *
 * @param type Intercom's part type, such as {@code comment}, {@code note} or {@code close}
 * @param body HTML, or null for a step without words
 * @param createdAt epoch seconds
 * @param state the conversation's state once the step was done
 */
public record Part(
    String id, String type, Author author, @Nullable String body, long createdAt, State state) {

  /** A word from the contact, as opposed to the contact closing the conversation. */
  public boolean isContactReply() {
    return !author.isAdmin() && type.equals("comment");
  }

  /** A word from an admin that the contact sees. */
  public boolean isAdminReply() {
    return author.isAdmin() && type.equals("comment");
  }
}

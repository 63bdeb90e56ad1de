package dev.intercomconnector.conversation;

import dev.intercomconnector.intercom.Conversation;

/** The state that a process waits for. */
public enum WaitUntil {
  /** Nothing: one look. */
  NOW,
  /** The conversation exists. */
  EXISTS,
  /** A contact has written after the message. */
  REPLIED,
  /** The conversation is closed, after the contact had written. */
  CLOSED;

  public boolean isSatisfiedBy(Conversation conversation) {
    return switch (this) {
      case NOW, EXISTS -> true;
      case REPLIED -> conversation.repliedAt() != null;
      case CLOSED -> conversation.isClosed();
    };
  }
}

package dev.intercomconnector.task;

/**
 * What can happen to a conversation that a process may wait for with a message event. The message's
 * correlation key is the id of the Intercom message that the conversation began with, and its
 * variables are those of {@link FindConversationResult}.
 */
public enum ConversationEvent {
  /** The message has become a conversation. */
  OPENED("intercom-conversation-opened"),
  /** A contact has written after the message. */
  REPLIED("intercom-conversation-replied"),
  /** The conversation was closed after a contact had written in it. */
  CLOSED("intercom-conversation-closed");

  private final String messageName;

  ConversationEvent(String messageName) {
    this.messageName = messageName;
  }

  /** The name of the message, a contract with every deployed process. */
  public String messageName() {
    return messageName;
  }
}

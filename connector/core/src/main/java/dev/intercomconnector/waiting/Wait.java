package dev.intercomconnector.waiting;

import dev.intercomconnector.conversation.ConversationCriteria;
import java.time.Instant;

/** Someone who waits for a conversation to become as it is wanted. */
public interface Wait {

  /** By which whoever waits is known: a later wait of the same key takes the place of this one. */
  long key();

  ConversationCriteria criteria();

  /** When waiting ends in vain, by our own clock. */
  Instant deadline();
}

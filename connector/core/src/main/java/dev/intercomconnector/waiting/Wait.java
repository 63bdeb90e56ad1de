package dev.intercomconnector.waiting;

import dev.intercomconnector.conversation.ConversationCriteria;
import java.time.Instant;

/** A wait for a conversation to reach a state. */
public interface Wait {

  /** Identifies the wait: a later wait with the same key takes its place. */
  long key();

  ConversationCriteria criteria();

  /** When the wait ends without a result, by our own clock. */
  Instant deadline();
}

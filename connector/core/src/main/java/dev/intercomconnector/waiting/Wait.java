package dev.intercomconnector.waiting;

import dev.intercomconnector.conversation.Wanted;
import java.time.Instant;

/** Someone who waits for a conversation to become as it is wanted. */
public interface Wait {

  /** By which whoever waits is known: a later wait of the same key takes the place of this one. */
  long key();

  Wanted wanted();

  /** When waiting ends in vain, by our own clock. */
  Instant deadline();
}

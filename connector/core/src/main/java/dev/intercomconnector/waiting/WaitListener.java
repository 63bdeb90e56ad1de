package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Gets the end of each wait, once. The wait is no longer registered then. Called on the sweep's
 * thread, so a listener must not block.
 */
public interface WaitListener<W extends Wait> {

  /**
   * The conversation is in the awaited state.
   *
   * @param conversation as a search or a notification shows it, perhaps without its parts
   */
  void onAnswered(W wait, Conversation conversation);

  /**
   * The deadline has passed.
   *
   * @param seen the conversation as the last look found it; null if there is none
   */
  void onTimeout(W wait, @Nullable Conversation seen);

  /** Intercom refuses to search for this wait, and would refuse it again. */
  void onRefused(W wait, Failure failure);
}

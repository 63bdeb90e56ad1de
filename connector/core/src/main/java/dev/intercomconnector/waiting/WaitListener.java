package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How a wait ends. Each wait ends once; it is no longer registered when it does. Called on the
 * sweep's thread, so what takes time is done elsewhere.
 */
public interface WaitListener<W extends Wait> {

  /**
   * The conversation is as it was waited for.
   *
   * @param conversation as search or a notification shows it, perhaps without its parts
   */
  void onAnswered(W wait, Conversation conversation);

  /**
   * The deadline has passed.
   *
   * @param seen the conversation as the last look showed it; null where there is none
   */
  void onTimeout(W wait, @Nullable Conversation seen);

  /** Intercom refuses what this wait asks for, and would refuse it again. */
  void onRefused(W wait, Failure failure);
}

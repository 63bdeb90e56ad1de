package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.intercom.Reply;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a call to Intercom can go.
 *
 * @param fault what goes wrong; null where nothing does
 * @param reply does to Intercom what the call does, and gives what the worker sees
 */
record HttpOutcome(@Nullable Fault fault, String words, Supplier<Reply> reply) {

  /** Whether Intercom is out of order for a while, so that a repeat of the call fails too. */
  boolean isOutage() {
    return fault == Fault.LOOK_UP_FAILS || fault == Fault.SEARCH_FAILS;
  }
}

package dev.intercomconnector.conversation;

import dev.intercomconnector.intercom.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * The result of one look.
 *
 * @param conversation null where none matches
 * @param satisfied whether it is in the awaited state
 */
public record LookResult(@Nullable Conversation conversation, boolean satisfied) {

  static final LookResult NOTHING = new LookResult(null, false);
}

package dev.intercomconnector.conversation;

import dev.intercomconnector.intercom.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * What one look showed.
 *
 * @param conversation null where none matches
 * @param satisfied whether it is as it was waited for
 */
public record LookResult(@Nullable Conversation conversation, boolean satisfied) {

  static final LookResult NOTHING = new LookResult(null, false);
}

package dev.intercomconnector.conversation;

import dev.intercomconnector.intercom.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * What one look showed.
 *
 * @param conversation null where none matches
 * @param satisfied whether it is as it was waited for
 */
public record Look(@Nullable Conversation conversation, boolean satisfied) {

  static final Look NOTHING = new Look(null, false);
}

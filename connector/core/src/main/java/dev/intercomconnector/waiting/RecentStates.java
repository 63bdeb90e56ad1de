package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which state the conversations of the last two rounds were, so that overlapping readings tell
 * of each state once. Only for telling: whether a wait is answered is looked at each time, so
 * nothing that was seen before can hide anything from it.
 */
final class RecentStates {

  /** Times are whole seconds: within one, a reply and a closing follow each other. */
  private record State(@Nullable Instant updatedAt, @Nullable Instant repliedAt, String state) {}

  private Map<String, State> before = new HashMap<>();
  private Map<String, State> now = new HashMap<>();

  boolean isNew(Conversation conversation) {
    State state =
        new State(conversation.updatedAt(), conversation.repliedAt(), conversation.state());
    State known = now.put(conversation.id(), state);
    return !state.equals(known == null ? before.get(conversation.id()) : known);
  }

  void roundIsOver() {
    before = now;
    now = new HashMap<>();
  }
}

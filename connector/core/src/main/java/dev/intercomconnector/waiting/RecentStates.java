package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of the conversations that the last two rounds read, so that overlapping readings
 * report each state once. Only reports depend on it: whether a wait is answered is checked each
 * time.
 */
final class RecentStates {

  /** Times are whole seconds, and a reply and a closing can fall into one second. */
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

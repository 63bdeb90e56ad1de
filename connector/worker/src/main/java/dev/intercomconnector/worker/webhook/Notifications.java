package dev.intercomconnector.worker.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Notification;
import dev.intercomconnector.worker.publish.BoundedWork;
import dev.intercomconnector.worker.publish.Publisher;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The notifications that were taken and not worked on yet. Each counts once, and one that was
 * overtaken by a newer state of its conversation not at all.
 */
@Component
class Notifications {

  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final int REMEMBERED = 20_000;

  /** How many may wait; Intercom sends those again that find no room. */
  static final int CAPACITY = 1_000;

  /** What becomes of a notification. */
  enum Taken {
    ACCEPTED,
    REPEATED,
    NO_ROOM
  }

  private final ObjectProvider<ConversationListener> listeners;
  private final Publisher publisher;
  private final BoundedWork work = new BoundedWork("intercom-webhook", CAPACITY);
  private final Cache<String, Boolean> ids = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<String, Instant> newest =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Notifications(ObjectProvider<ConversationListener> listeners, Publisher publisher) {
    this.listeners = listeners;
    this.publisher = publisher;
  }

  Taken take(IntercomWorkspace workspace, Notification notification) {
    Conversation conversation = notification.conversation();
    String id = workspace.name() + "/" + notification.id();
    synchronized (ids) {
      if (notification.id() != null && ids.getIfPresent(id) != null) {
        return Taken.REPEATED;
      }
      if (conversation != null && !work.offer(() -> tell(workspace, conversation))) {
        return Taken.NO_ROOM;
      }
      ids.put(id, true);
      return Taken.ACCEPTED;
    }
  }

  private void tell(IntercomWorkspace workspace, Conversation conversation) {
    // One at a time, or else an older state could be told after a newer one all the same.
    synchronized (newest) {
      if (isOvertaken(workspace, conversation)) {
        return;
      }
      for (ConversationListener listener : listeners) {
        try {
          listener.onSeen(workspace, conversation);
        } catch (RuntimeException e) {
          LOG.error("Conversation {} could not be told on", conversation.id(), e);
        }
      }
    }
    publisher.hint(workspace, conversation);
  }

  private boolean isOvertaken(IntercomWorkspace workspace, Conversation conversation) {
    String key = workspace.name() + "/" + conversation.id();
    Instant updated = conversation.updatedAt();
    Instant known = newest.getIfPresent(key);
    if (updated == null || known != null && updated.isBefore(known)) {
      return updated != null;
    }
    newest.put(key, updated);
    return false;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    work.close();
  }
}

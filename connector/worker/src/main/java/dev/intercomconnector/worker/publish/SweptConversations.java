package dev.intercomconnector.worker.publishing;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.worker.conversation.ConversationListener;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Publishes what the sweep sees, for who has no webhook or does not want to rely on it alone. */
@Component
@ConditionalOnBooleanProperty("intercom.messages.from-sweep")
class SweptConversations implements ConversationListener {

  private static final Logger LOG = LoggerFactory.getLogger(SweptConversations.class);
  private static final int CAPACITY = 10_000;

  private final ConversationMessages messages;
  private final BoundedWork work = new BoundedWork("intercom-swept", CAPACITY);

  SweptConversations(ConversationMessages messages) {
    this.messages = messages;
  }

  @Override
  public void onSeen(IntercomWorkspace workspace, Conversation conversation) {
    if (messages.hasNews(workspace, conversation)
        && !work.offer(() -> messages.publish(workspace, conversation))) {
      LOG.warn(
          "So many conversations changed that {} is not published until it changes again",
          conversation.id());
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    work.close();
  }
}

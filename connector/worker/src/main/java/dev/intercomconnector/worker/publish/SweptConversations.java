package dev.intercomconnector.worker.publish;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Publishes what the sweep sees, for operators without a webhook or with one that may fail. */
@Component
public class SweptConversations {

  private static final Logger LOG = LoggerFactory.getLogger(SweptConversations.class);
  private static final int CAPACITY = 10_000;

  private final ConversationMessages messages;
  private final boolean enabled;
  private final BoundedWork work = new BoundedWork("intercom-swept", CAPACITY);

  SweptConversations(ConversationMessages messages, WorkerProperties properties) {
    this.messages = messages;
    this.enabled = properties.messages().fromSweep();
  }

  /** Returns soon. The same state may come repeatedly. */
  public void onSeen(IntercomWorkspace workspace, Conversation conversation) {
    if (enabled
        && messages.hasNews(workspace, conversation)
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

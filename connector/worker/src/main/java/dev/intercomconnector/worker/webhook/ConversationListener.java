package dev.intercomconnector.worker.webhook;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;

/** Told of each state of a conversation that a webhook brings. */
public interface ConversationListener {

  /** Returns soon: work that takes time is done elsewhere. The same state may come repeatedly. */
  void onSeen(IntercomWorkspace workspace, Conversation conversation);
}

package dev.intercomconnector.worker.conversation;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;

/** Told of each state of a conversation that the worker sees, by sweep or webhook. */
public interface ConversationListener {

  /** Returns soon: work that takes time is done elsewhere. The same state may come repeatedly. */
  void onSeen(IntercomWorkspace workspace, Conversation conversation);
}

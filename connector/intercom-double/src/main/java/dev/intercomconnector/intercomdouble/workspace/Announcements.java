package dev.intercomconnector.intercomdouble.workspace;

/** Told of what happens to conversations, in its order; returns at once. */
public interface Announcements {
  void announce(Workspace workspace, Topic topic, StoredConversation conversation);
}

package dev.intercomconnector.intercomdouble.workspace;

/** What Intercom's webhooks call the things that happen to conversations. */
public enum Topic {
  USER_CREATED("conversation.user.created"),
  USER_REPLIED("conversation.user.replied"),
  ADMIN_SINGLE_CREATED("conversation.admin.single.created"),
  ADMIN_REPLIED("conversation.admin.replied"),
  ADMIN_CLOSED("conversation.admin.closed");

  private final String word;

  Topic(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}

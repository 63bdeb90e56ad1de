package dev.intercomconnector.task;

/** The name by which a task chooses among the configured Intercom workspaces. */
public final class Workspace {

  /** What an empty {@code workspace} means. */
  public static final String DEFAULT_NAME = "default";

  private Workspace() {}
}

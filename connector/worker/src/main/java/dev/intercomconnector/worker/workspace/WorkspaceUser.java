package dev.intercomconnector.worker.workspace;

/** Something that goes on using a workspace when the job that named it has been handled. */
public interface WorkspaceUser {

  /** Whether it still does; such a workspace stays open. */
  boolean uses(IntercomWorkspace workspace);

  /** The workspace has been closed, since nobody used it any more. */
  void closed(IntercomWorkspace workspace);
}

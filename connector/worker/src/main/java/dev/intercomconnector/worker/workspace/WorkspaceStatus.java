package dev.intercomconnector.worker.workspace;

import org.jspecify.annotations.Nullable;

/** Whether a workspace's jobs can be done. */
public sealed interface WorkspaceStatus {

  /**
   * Intercom accepts the credentials, or could not be asked yet.
   *
   * @param appId the workspace's id at Intercom; null while it is not known
   * @param note what the operator should know all the same; empty for nothing
   */
  record Usable(@Nullable String appId, String note) implements WorkspaceStatus {}

  /**
   * There is no use in trying.
   *
   * @param reason one plain sentence
   */
  record Unusable(String reason) implements WorkspaceStatus {}
}

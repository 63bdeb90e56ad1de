package dev.intercomconnector.worker.workspace;

import org.springframework.boot.actuate.health.Health;

/** One sentence for each workspace, from the last check. Down only when no job can be done. */
public final class WorkspacesHealth {

  private WorkspacesHealth() {}

  public static Health of(Workspaces workspaces) {
    var health = workspaces.takeJobs() ? Health.up() : Health.down();
    for (IntercomWorkspace workspace : workspaces.all()) {
      health.withDetail(
          workspace.name(),
          switch (workspace.status()) {
            case WorkspaceStatus.Unusable unusable -> unusable.reason();
            case WorkspaceStatus.Usable usable ->
                usable.note().isEmpty() ? "usable" : usable.note();
          });
    }
    return health.build();
  }
}

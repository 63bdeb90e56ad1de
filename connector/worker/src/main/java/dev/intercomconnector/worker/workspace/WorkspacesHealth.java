package dev.intercomconnector.worker.workspace;

import org.springframework.boot.actuate.health.Health;

/** One sentence for each workspace, from the last check. Down only when none can be used. */
public final class WorkspacesHealth {

  private WorkspacesHealth() {}

  public static Health of(Workspaces workspaces) {
    var health = workspaces.anyUsable() ? Health.up() : Health.down();
    for (IntercomWorkspace workspace : workspaces.all()) {
      health.withDetail(
          workspace.name(),
          switch (workspace.standing()) {
            case Standing.Unusable unusable -> unusable.reason();
            case Standing.Usable usable -> usable.note().isEmpty() ? "usable" : usable.note();
          });
    }
    return health.build();
  }
}

package dev.intercomconnector.worker.workspace;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Health "workspaces": one sentence for each workspace, from the last check. Down only when none
 * can be used.
 */
@Component
class WorkspacesHealthIndicator implements HealthIndicator {

  private final Workspaces workspaces;

  WorkspacesHealthIndicator(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public Health health() {
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

package dev.intercomconnector.worker;

import dev.intercomconnector.worker.workspace.Workspaces;
import dev.intercomconnector.worker.workspace.WorkspacesHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Health "intercom": the workspaces, or why the connector does not run. */
final class IntercomHealthIndicator implements HealthIndicator {

  private final IntercomConnector connector;

  IntercomHealthIndicator(IntercomConnector connector) {
    this.connector = connector;
  }

  @Override
  public Health health() {
    return connector
        .context()
        .map(beans -> WorkspacesHealth.of(beans.getBean(Workspaces.class)))
        .orElseGet(
            () ->
                connector
                    .problem()
                    .map(problem -> Health.down().withDetail("connector", problem).build())
                    .orElseGet(
                        () -> Health.unknown().withDetail("connector", "It is starting.").build()));
  }
}

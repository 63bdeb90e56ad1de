package dev.intercomconnector.worker.workspace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * {@code intercom.workspace.usable}: 1 while a workspace can be used, by the last check, else 0.
 */
@Component
class WorkspaceGauges implements MeterBinder {

  private final Workspaces workspaces;

  WorkspaceGauges(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (IntercomWorkspace workspace : workspaces.all()) {
      Gauge.builder(
              "intercom.workspace.usable",
              workspace,
              one -> one.standing() instanceof Standing.Usable ? 1 : 0)
          .tag("workspace", workspace.name())
          .register(registry);
    }
  }
}

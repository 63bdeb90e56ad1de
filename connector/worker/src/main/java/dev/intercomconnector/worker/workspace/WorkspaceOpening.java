package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.pacing.Sleeper;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens workspaces, each with a pacer and metrics of its own. */
@Component
class WorkspaceOpening {

  private final WorkerProperties properties;
  private final Transports transports;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final WorkspaceMetrics metrics;

  WorkspaceOpening(
      WorkerProperties properties,
      Transports transports,
      InstantSource clock,
      Sleeper sleeper,
      WorkspaceMetrics metrics) {
    this.properties = properties;
    this.transports = transports;
    this.clock = clock;
    this.sleeper = sleeper;
    this.metrics = metrics;
  }

  /**
   * One of the configuration.
   *
   * @throws IllegalArgumentException with a sentence that names the workspace and what is wrong
   */
  IntercomWorkspace configured(String name, WorkerProperties.Workspace configured) {
    String file = configured.accessTokenFile().strip();
    return open(name, configured, file.isEmpty() ? null : new TokenFile(Path.of(file)));
  }

  /** One like {@code like}, with another token. */
  IntercomWorkspace withToken(String name, WorkerProperties.Workspace like, TokenSource token) {
    return open(name, like.withoutToken(), token);
  }

  private IntercomWorkspace open(
      String name, WorkerProperties.Workspace configured, @Nullable TokenSource token) {
    var workspace =
        new IntercomWorkspace(
            name,
            configured,
            token,
            properties.timeouts(),
            transports,
            clock,
            sleeper,
            metrics.pacer(name, properties.pacing(), clock));
    metrics.show(workspace);
    return workspace;
  }

  void close(IntercomWorkspace workspace) {
    metrics.forget(workspace.name());
  }
}

package dev.intercomconnector.worker.workspace;

import java.nio.file.Path;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens workspaces, each with a pacer and metrics of its own. */
@Component
class WorkspaceOpening {

  private final WorkerProperties properties;
  private final OkHttpClient http;
  private final InstantSource clock;
  private final WorkspaceMetrics metrics;

  WorkspaceOpening(
      WorkerProperties properties,
      OkHttpClient http,
      InstantSource clock,
      WorkspaceMetrics metrics) {
    this.properties = properties;
    this.http = http;
    this.clock = clock;
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
            http,
            clock,
            metrics.pacer(name, properties.pacing(), clock));
    metrics.show(workspace);
    return workspace;
  }

  void close(IntercomWorkspace workspace) {
    metrics.forget(workspace.name());
  }
}

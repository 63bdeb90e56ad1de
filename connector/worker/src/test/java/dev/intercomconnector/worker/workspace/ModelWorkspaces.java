package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.HttpTransport;
import dev.intercomconnector.pacing.Sleeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The worker's own settings and one workspace, without Spring and without a network. */
public final class ModelWorkspaces {

  private ModelWorkspaces() {}

  /** All settings as they are where an operator sets nothing but the token and the lease. */
  public static WorkerProperties properties(Duration lease) {
    return properties(Map.of("intercom.send-message.lease", lease.toString()));
  }

  /** What an operator sets beside the token, as in {@code intercom.messages.publish}. */
  public static WorkerProperties properties(Map<String, String> set) {
    Map<String, String> settings = new HashMap<>(set);
    settings.put("intercom.workspaces.default.access-token", "sandbox-token");
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("intercom", WorkerProperties.class)
        .get();
  }

  public static Workspaces of(
      WorkerProperties properties,
      HttpTransport intercom,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random,
      MeterRegistry meters) {
    var opening =
        new WorkspaceOpening(
            properties,
            connection -> intercom,
            clock,
            sleeper,
            new WorkspaceMetrics(meters, sleeper, random));
    return new Workspaces(properties, opening, withoutSecrets(properties, opening, clock));
  }

  private static SecretWorkspaces withoutSecrets(
      WorkerProperties properties, WorkspaceOpening opening, InstantSource clock) {
    return new SecretWorkspaces(
        Optional.empty(),
        opening,
        properties,
        new DefaultListableBeanFactory().getBeanProvider(WorkspaceUser.class),
        clock);
  }
}

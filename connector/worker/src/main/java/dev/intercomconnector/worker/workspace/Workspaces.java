package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.TaskInputs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All configured workspaces, by name, and the regular question how they stand. */
@Component
public class Workspaces {

  private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);

  private final Map<String, IntercomWorkspace> byName = new TreeMap<>();
  private final Map<String, String> byTenant;
  private final Map<String, Standing> told = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  Workspaces(
      WorkerProperties properties,
      Transports transports,
      InstantSource clock,
      Sleeper sleeper,
      PacerMetrics metrics) {
    byTenant = properties.tenants();
    properties
        .workspaces()
        .forEach(
            (name, configured) ->
                byName.put(
                    name,
                    new IntercomWorkspace(
                        name,
                        configured,
                        properties.timeouts(),
                        transports,
                        clock,
                        sleeper,
                        metrics.pacer(name, properties.pacing(), clock))));
    checkAll();
  }

  /**
   * The workspace that a task means.
   *
   * @param name what it says; {@code default} is the tenant's own one where the tenant has one
   * @param tenant the job's tenant in Camunda
   */
  public Optional<IntercomWorkspace> named(String name, String tenant) {
    return named(
        name.equals(TaskInputs.DEFAULT_WORKSPACE) ? byTenant.getOrDefault(tenant, name) : name);
  }

  /**
   * The workspace that a task means, or why there is none.
   *
   * @param accessToken as the task says it; null where it names none
   */
  public Outcome<IntercomWorkspace> of(
      String name, @Nullable String accessToken, String tenant) {
    if (accessToken != null) {
      return Outcome.rejected(
          ErrorCode.INTERCOM_INVALID_REQUEST,
          "'accessToken' is set, but the job worker takes tokens from its own configuration only.",
          "Clear it and name a configured workspace instead.");
    }
    return named(name, tenant)
        .map(Outcome::done)
        .orElseGet(
            () ->
                Outcome.rejected(
                    ErrorCode.INTERCOM_INVALID_REQUEST,
                    "'workspace' is '%s', which this worker does not know; it knows: %s."
                        .formatted(name, String.join(", ", byName.keySet())),
                    "Correct the name, or configure the workspace in the worker."));
  }

  /** Checks at once what the regular check would find out later. */
  public synchronized void tokenWasRefused(IntercomWorkspace workspace) {
    if (workspace.standing() instanceof Standing.Usable) {
      checkAll();
    }
  }

  /** The workspace of that name in the configuration. */
  public Optional<IntercomWorkspace> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Collection<IntercomWorkspace> all() {
    return byName.values();
  }

  /** Whether there is any workspace that jobs can be done in. */
  public boolean takeJobs() {
    return anyUsable();
  }

  public boolean anyUsable() {
    return all().stream().anyMatch(workspace -> workspace.standing() instanceof Standing.Usable);
  }

  /** Called after each check. */
  public synchronized void onCheck(Runnable listener) {
    listeners.add(listener);
  }

  /** A token can be revoked or repaired while the worker runs. */
  public synchronized void checkAll() {
    for (IntercomWorkspace workspace : all()) {
      workspace.check();
      Standing standing = workspace.standing();
      // Each standing is told once, not at every check.
      if (!standing.equals(told.put(workspace.name(), standing))) {
        tell(workspace.name(), standing);
      }
    }
    listeners.forEach(Runnable::run);
  }

  private static void tell(String name, Standing standing) {
    switch (standing) {
      case Standing.Unusable unusable -> LOG.error(unusable.reason());
      case Standing.Usable usable -> {
        if (usable.note().isEmpty()) {
          LOG.info("Workspace '{}' can be used.", name);
        } else {
          LOG.warn("Workspace '{}': {}", name, usable.note());
        }
      }
    }
  }
}

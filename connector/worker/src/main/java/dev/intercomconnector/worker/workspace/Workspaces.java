package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.task.TaskInputs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  private final SecretWorkspaces ofSecrets;
  private final Map<String, WorkspaceStatus> told = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();

  Workspaces(WorkerProperties properties, WorkspaceOpening opening, SecretWorkspaces ofSecrets) {
    this.byTenant = properties.tenants();
    this.ofSecrets = ofSecrets;
    properties
        .workspaces()
        .forEach(
            (name, configured) -> {
              IntercomWorkspace workspace = opening.configured(name, configured);
              if (ofSecrets.areThere() && !workspace.hasToken()) {
                // Only says where the tokens go that the tasks name.
                opening.close(workspace);
              } else {
                byName.put(name, workspace);
              }
            });
    checkAll();
  }

  /**
   * The workspace that a task means.
   *
   * @param name what it says; {@code default} is the tenant's own one where the tenant has one
   * @param accessToken what it says instead; null for nothing
   * @param tenant the job's tenant in Camunda
   */
  public Outcome<IntercomWorkspace> of(String name, @Nullable String accessToken, String tenant) {
    if (accessToken == null) {
      return named(name, tenant).map(Outcome::done).orElseGet(() -> unknown(name));
    }
    if (!ofSecrets.areThere()) {
      return refused(
          "'accessToken' is set, but the job worker takes tokens from its own configuration only.",
          "Clear it and name a configured workspace instead.");
    }
    if (!name.equals(TaskInputs.DEFAULT_WORKSPACE)) {
      return refused(
          "'workspace' is '%s' and 'accessToken' is set, but each of them names a workspace."
              .formatted(name),
          "Clear one of them.");
    }
    return ofSecrets.of(accessToken, tenant);
  }

  private Outcome<IntercomWorkspace> unknown(String name) {
    if (ofSecrets.areThere() && name.equals(TaskInputs.DEFAULT_WORKSPACE)) {
      return refused(
          "'accessToken' is missing, and this connector runtime has no token of its own.",
          "Set it to a secret of the runtime, such as {{secrets.INTERCOM_ACCESS_TOKEN}}.");
    }
    return refused(
        "'workspace' is '%s', which this worker does not know; it knows: %s."
            .formatted(name, String.join(", ", byName.keySet())),
        "Correct the name, or configure the workspace in the worker.");
  }

  private static Outcome<IntercomWorkspace> refused(String summary, String advice) {
    return Outcome.rejected(ErrorCode.INTERCOM_INVALID_REQUEST, summary, advice);
  }

  private Optional<IntercomWorkspace> named(String name, String tenant) {
    return named(
        name.equals(TaskInputs.DEFAULT_WORKSPACE) ? byTenant.getOrDefault(tenant, name) : name);
  }

  /** Checks at once what the regular check would find out later. */
  public synchronized void tokenWasRefused(IntercomWorkspace workspace) {
    if (workspace.status() instanceof WorkspaceStatus.Usable) {
      checkAll();
    }
  }

  /** The workspace of that name in the configuration. */
  public Optional<IntercomWorkspace> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Those of the configuration. */
  public Collection<IntercomWorkspace> configured() {
    return byName.values();
  }

  /** Those of the configuration, and those that tasks have named by a secret. */
  public Collection<IntercomWorkspace> all() {
    return Stream.concat(byName.values().stream(), ofSecrets.all().stream()).toList();
  }

  /** Whether there may be a workspace that jobs can be done in. */
  public boolean takeJobs() {
    return ofSecrets.areThere()
        || byName.values().stream().anyMatch(one -> one.status() instanceof WorkspaceStatus.Usable);
  }

  /** Called after each check. */
  public synchronized void onCheck(Runnable listener) {
    listeners.add(listener);
  }

  /** A token can be revoked or repaired while the worker runs. */
  public synchronized void checkAll() {
    // Side by side, since one that does not answer takes as long as a call may take.
    List<IntercomWorkspace> all = List.copyOf(all());
    List<Thread> others =
        all.stream().skip(1).map(one -> Thread.ofVirtual().start(() -> check(one))).toList();
    all.stream().limit(1).forEach(Workspaces::check);
    others.forEach(Workspaces::await);
    for (IntercomWorkspace workspace : all()) {
      WorkspaceStatus status = workspace.status();
      // Each status is told once, not at every check.
      if (!status.equals(told.put(workspace.name(), status))) {
        tell(workspace.name(), status);
      }
    }
    ofSecrets.closeUnused();
    told.keySet().retainAll(all().stream().map(IntercomWorkspace::name).toList());
    listeners.forEach(Runnable::run);
  }

  private static void check(IntercomWorkspace workspace) {
    try {
      workspace.check();
    } catch (RuntimeException e) {
      LOG.error("Workspace '{}' could not be checked; it is checked again.", workspace.name(), e);
    }
  }

  private static void await(Thread check) {
    try {
      check.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(String name, WorkspaceStatus status) {
    switch (status) {
      case WorkspaceStatus.Unusable unusable -> LOG.error(unusable.reason());
      case WorkspaceStatus.Usable usable -> {
        if (usable.note().isEmpty()) {
          LOG.info("Workspace '{}' can be used.", name);
        } else {
          LOG.warn("Workspace '{}': {}", name, usable.note());
        }
      }
    }
  }
}

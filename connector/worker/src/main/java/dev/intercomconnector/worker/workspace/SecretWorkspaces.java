package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.TaskInputs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The workspaces that tasks name by a secret of the connector runtime: one for each secret, like
 * the workspace {@code default} but for its token. So a token goes to the configured address only.
 * They are bounded in number, and closed when nobody has used them for a while.
 */
@Component
class SecretWorkspaces {

  /** How many may be open at a time. */
  static final int MOST = 100;

  private static final Logger LOG = LoggerFactory.getLogger(SecretWorkspaces.class);
  private static final Duration KEPT = Duration.ofHours(1);

  /** What was used so lately may be in the hands of a job that is just beginning. */
  private static final Duration IN_HANDS = Duration.ofMinutes(1);

  private static final Pattern SECRET = Pattern.compile("\\{\\{\\s*secrets\\.([^\\s{}]+)\\s*}}");

  /** As an engine with tenants and one without call it. */
  private static final Set<String> DEFAULT_TENANT = Set.of("<default>", "");

  private record Key(String secret, String tenant) {

    /** As it shows in health, metrics and logs. */
    String workspace() {
      String name = "secrets." + secret;
      return DEFAULT_TENANT.contains(tenant) ? name : name + "@" + tenant;
    }
  }

  private static final class Entry {
    final SecretToken token;
    final IntercomWorkspace workspace;
    final ReentrantLock firstCheck = new ReentrantLock();
    boolean admitted;
    volatile Instant used;

    Entry(SecretToken token, IntercomWorkspace workspace, Instant now) {
      this.token = token;
      this.workspace = workspace;
      this.used = now;
    }
  }

  private final Optional<SecretSource> secrets;
  private final WorkspaceOpening opening;
  private final WorkerProperties properties;
  private final ObjectProvider<WorkspaceUser> users;
  private final InstantSource clock;
  private final Map<Key, Entry> open = new ConcurrentHashMap<>();

  SecretWorkspaces(
      Optional<SecretSource> secrets,
      WorkspaceOpening opening,
      WorkerProperties properties,
      ObjectProvider<WorkspaceUser> users,
      InstantSource clock) {
    this.secrets = secrets;
    this.opening = opening;
    this.properties = properties;
    this.users = users;
    this.clock = clock;
  }

  /** Whether tasks can name any: in the connector runtime, not in the stand-alone worker. */
  boolean areThere() {
    return secrets.isPresent();
  }

  /**
   * The workspace of the secret that a task names.
   *
   * @param accessToken as the task has it, such as {@code {{secrets.INTERCOM_ACCESS_TOKEN}}}
   * @param tenant of the job
   */
  Outcome<IntercomWorkspace> of(String accessToken, String tenant) {
    Matcher named = SECRET.matcher(accessToken.strip());
    if (!named.matches()) {
      return Outcome.rejected(
          ErrorCode.INTERCOM_INVALID_REQUEST,
          "'accessToken' does not name a secret, and a token itself must not stand in a process.",
          "Set it to a secret of the connector runtime, such as {{secrets.INTERCOM_ACCESS_TOKEN}}.");
    }
    var key = new Key(named.group(1), tenant);
    Entry known = open.get(key);
    SecretToken token =
        known == null ? new SecretToken(secrets.orElseThrow(), key.secret(), tenant) : known.token;
    return token.read().then(read -> opened(key, token)).then(entry -> admitted(key, entry));
  }

  private synchronized Outcome<Entry> opened(Key key, SecretToken token) {
    Entry known = open.get(key);
    if (known != null) {
      known.used = clock.instant();
      return Outcome.done(known);
    }
    if (open.size() >= MOST && !closeLongestUnused()) {
      return Outcome.failed(
          new Failure.NotExecuted(
              new Problem(
                  ErrorCode.INTERCOM_UNAVAILABLE,
                  "The tasks of this runtime use %d access tokens already, and no more at a time."
                      .formatted(MOST),
                  "Spread the tasks over several runtimes.")));
    }
    WorkerProperties.Workspace like =
        Objects.requireNonNull(properties.workspaces().get(TaskInputs.DEFAULT_WORKSPACE));
    var entry = new Entry(token, opening.withToken(key.workspace(), like, token), clock.instant());
    open.put(key, entry);
    return Outcome.done(entry);
  }

  /** A token that Intercom never accepted is a mistake; one that it refuses later may come back. */
  private Outcome<IntercomWorkspace> admitted(Key key, Entry entry) {
    entry.firstCheck.lock();
    try {
      if (!entry.admitted) {
        Optional<Failure> refusal = entry.workspace.check();
        if (refusal.isPresent()) {
          close(key, entry);
          return Outcome.failed(refusal.get());
        }
        entry.admitted = true;
        LOG.info("Workspace '{}' is open: a task named its secret.", entry.workspace.name());
      }
      return Outcome.done(entry.workspace);
    } finally {
      entry.firstCheck.unlock();
    }
  }

  Collection<IntercomWorkspace> all() {
    return open.values().stream().map(entry -> entry.workspace).toList();
  }

  /** Closes those that nobody has used for a while. */
  synchronized void closeUnused() {
    unusedSince(clock.instant().minus(KEPT)).forEach(one -> close(one.getKey(), one.getValue()));
  }

  private boolean closeLongestUnused() {
    Optional<Map.Entry<Key, Entry>> longest =
        unusedSince(clock.instant().minus(IN_HANDS)).stream()
            .min(Comparator.comparing(one -> one.getValue().used));
    longest.ifPresent(one -> close(one.getKey(), one.getValue()));
    return longest.isPresent();
  }

  private List<Map.Entry<Key, Entry>> unusedSince(Instant then) {
    return open.entrySet().stream()
        .filter(one -> one.getValue().used.isBefore(then))
        .filter(one -> users.stream().noneMatch(user -> user.uses(one.getValue().workspace)))
        .toList();
  }

  private void close(Key key, Entry entry) {
    if (open.remove(key, entry)) {
      opening.close(entry.workspace);
      users.forEach(user -> user.closed(entry.workspace));
    }
  }
}

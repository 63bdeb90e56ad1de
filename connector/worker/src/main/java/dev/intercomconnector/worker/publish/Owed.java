package dev.intercomconnector.worker.publish;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversations whose changes are still to be published, each once, whatever has become of it
 * meanwhile. One conversation is worked on by one thread at a time. Safe for many threads.
 */
final class Owed {

  /**
   * A conversation.
   *
   * @param seen its newest known state
   * @param since the time of its oldest change that is owed; null where that is not known
   */
  record Debt(IntercomWorkspace workspace, Conversation seen, @Nullable Instant since) {

    String key() {
      return workspace.name() + "/" + seen.id();
    }

    Debt with(Conversation newer) {
      Instant known = seen.updatedAt();
      Instant other = newer.updatedAt();
      return known != null && other != null && other.isBefore(known)
          ? new Debt(workspace, seen, earlier(since, other))
          : new Debt(workspace, newer, earlier(since, other));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isBefore(other) ? one : other;
    }
  }

  private final int most;
  private final Map<String, Debt> debts = new HashMap<>();
  private final Deque<String> waiting = new ArrayDeque<>();

  /**
   * @param most how many conversations may be owed
   */
  Owed(int most) {
    this.most = most;
  }

  /** Adds a conversation; false where there is no room. */
  synchronized boolean offer(IntercomWorkspace workspace, Conversation seen) {
    var debt = new Debt(workspace, seen, seen.updatedAt());
    Debt before = debts.get(debt.key());
    if (before == null && debts.size() >= most) {
      return false;
    }
    if (before == null) {
      waiting.add(debt.key());
    }
    debts.put(debt.key(), before == null ? debt : before.with(seen));
    notifyAll();
    return true;
  }

  /** Adds a conversation, and waits for room if there is none. */
  synchronized void put(IntercomWorkspace workspace, Conversation seen)
      throws InterruptedException {
    while (!offer(workspace, seen)) {
      wait();
    }
  }

  /** The next one to be worked on; waits until there is one. */
  synchronized Debt take() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    Debt debt = debts.get(waiting.remove());
    if (debt == null) {
      throw new IllegalStateException("what waits is owed");
    }
    return debt;
  }

  /** It was published. If it has changed since it was taken, it comes again. */
  @SuppressWarnings("ReferenceEquality") // A newer state is another debt, even if it is equal.
  synchronized void paid(Debt debt) {
    if (debts.get(debt.key()) == debt) {
      debts.remove(debt.key());
      notifyAll();
    } else {
      later(debt);
    }
  }

  /** It could not be published yet, so it comes again after the others. */
  synchronized void later(Debt debt) {
    waiting.add(debt.key());
    notifyAll();
  }

  synchronized int size() {
    return debts.size();
  }

  /** The time of the oldest change that is owed in a workspace. */
  synchronized Optional<Instant> oldest(String workspace) {
    return debts.values().stream()
        .filter(debt -> debt.workspace().name().equals(workspace))
        .flatMap(debt -> Optional.ofNullable(debt.since()).stream())
        .min(Instant::compareTo);
  }
}

package dev.intercomconnector.waiting;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waits of one workspace, by key, message and contact. Nothing is sorted and no wait has a
 * timer: going through a hundred thousand waits once a round takes a millisecond, and a timer would
 * take more memory than the wait.
 *
 * <p>Safe for many threads.
 */
@SuppressWarnings("ReferenceEquality") // A wait that was registered anew is not the one before.
public final class Waits<W extends Wait> {

  private final Map<Long, W> byKey = new HashMap<>();
  private final Map<String, List<W>> byMessage = new HashMap<>();
  private final Map<String, List<W>> byContact = new HashMap<>();
  private final Map<Long, String> contactOf = new HashMap<>();
  private final Map<Long, W> inTurn = new LinkedHashMap<>();
  private final Deque<W> fresh = new ArrayDeque<>();

  /** Registers a wait; its first look comes with the next ones. */
  public synchronized void add(W wait) {
    W before = byKey.put(wait.key(), wait);
    if (before != null) {
      forget(before);
    }
    String messageId = wait.criteria().messageId();
    if (messageId != null) {
      index(byMessage, messageId, wait);
    }
    fresh.add(wait);
  }

  /**
   * Ends a wait.
   *
   * @return whether this wait was registered; only the caller that gets true may end it
   */
  public synchronized boolean remove(W wait) {
    if (!isRegistered(wait)) {
      return false;
    }
    byKey.remove(wait.key());
    forget(wait);
    return true;
  }

  /** Ends all waits. */
  public synchronized List<W> drain() {
    List<W> all = List.copyOf(byKey.values());
    all.forEach(this::remove);
    fresh.clear();
    return all;
  }

  public synchronized boolean isEmpty() {
    return byKey.isEmpty();
  }

  public synchronized int size() {
    return byKey.size();
  }

  public synchronized boolean isRegistered(W wait) {
    return byKey.get(wait.key()) == wait;
  }

  /** The waits that meet the condition, in no order. */
  public synchronized List<W> select(Predicate<W> condition) {
    List<W> selected = new ArrayList<>();
    for (W wait : byKey.values()) {
      if (condition.test(wait)) {
        selected.add(wait);
      }
    }
    return selected;
  }

  /** The earliest deadline; null if there is no wait. */
  synchronized @Nullable Instant nextDeadline() {
    Instant next = null;
    for (W wait : byKey.values()) {
      if (next == null || wait.deadline().isBefore(next)) {
        next = wait.deadline();
      }
    }
    return next;
  }

  /** Takes waits that had no first look yet, in the order in which they were registered. */
  synchronized List<W> takeFresh(int most) {
    List<W> taken = new ArrayList<>();
    while (taken.size() < most && !fresh.isEmpty()) {
      W wait = fresh.remove();
      if (isRegistered(wait)) {
        taken.add(wait);
      }
    }
    return taken;
  }

  /** Puts waits back whose first look failed. */
  synchronized void giveBackFresh(List<W> waits) {
    waits.reversed().forEach(fresh::addFirst);
  }

  synchronized boolean hasFresh() {
    return !fresh.isEmpty();
  }

  /** From now on the wait is found by this contact. */
  synchronized void foundContact(W wait, String contactId) {
    if (isRegistered(wait)) {
      inTurn.remove(wait.key());
      contactOf.put(wait.key(), contactId);
      index(byContact, contactId, wait);
    }
  }

  /** The wait cannot be found by an id, so it gets looks of its own, in turn with others. */
  synchronized void lookAfterInTurn(W wait) {
    if (isRegistered(wait)) {
      inTurn.put(wait.key(), wait);
    }
  }

  /** The next waits that get a look of their own; they come again after all others. */
  synchronized List<W> nextInTurn(int most) {
    List<W> next = List.copyOf(inTurn.values().stream().limit(most).toList());
    for (W wait : next) {
      inTurn.remove(wait.key());
      inTurn.put(wait.key(), wait);
    }
    return next;
  }

  synchronized boolean isLookedAfterInTurn(W wait) {
    return inTurn.containsKey(wait.key());
  }

  /** The contact by which a wait is found, if there is one. */
  synchronized Optional<String> contactOf(W wait) {
    return Optional.ofNullable(contactOf.get(wait.key()));
  }

  synchronized List<W> ofMessage(@Nullable String messageId) {
    return byMessage.getOrDefault(messageId, List.of());
  }

  synchronized List<W> ofContact(String contactId) {
    return byContact.getOrDefault(contactId, List.of());
  }

  synchronized List<String> messageIds() {
    return List.copyOf(byMessage.keySet());
  }

  synchronized List<String> contactIds() {
    return List.copyOf(byContact.keySet());
  }

  private void forget(W wait) {
    inTurn.remove(wait.key());
    String messageId = wait.criteria().messageId();
    if (messageId != null) {
      drop(byMessage, messageId, wait);
    }
    String contactId = contactOf.remove(wait.key());
    if (contactId != null) {
      drop(byContact, contactId, wait);
    }
  }

  private static <W> void index(Map<String, List<W>> index, String id, W wait) {
    index.merge(
        id,
        List.of(wait),
        (before, one) -> {
          List<W> both = new ArrayList<>(before);
          both.addAll(one);
          return List.copyOf(both);
        });
  }

  private static <W> void drop(Map<String, List<W>> index, String id, W wait) {
    List<W> left = index.getOrDefault(id, List.of()).stream().filter(one -> one != wait).toList();
    if (left.isEmpty()) {
      index.remove(id);
    } else {
      index.put(id, List.copyOf(left));
    }
  }
}

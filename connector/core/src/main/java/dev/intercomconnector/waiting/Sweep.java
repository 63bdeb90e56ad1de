package dev.intercomconnector.waiting;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.Contacts;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.conversation.FindConversation;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what changes in a workspace, for all its waits together. The caller calls {@link #round()}
 * again and again, one call at a time, with the pauses that it returns.
 *
 * <p>What the rounds cost, in calls to Intercom with N waits, batches of 150 ids and pages of 150
 * conversations:
 *
 * <ul>
 *   <li>first looks: N/150 in all, at most ten batches a round, so 10,000 waits that begin together
 *       are looked up within seven rounds and 67 calls;
 *   <li>changes: a call for each page of what changed since the last round, usually one. Asking for
 *       all waits by their ids costs N/150 calls. So up to 150 waits are asked for by id, which is
 *       one call and the least that changes can cost; more waits are asked for by id only when the
 *       changes turn out to fill more pages than that, and for the ten rounds after;
 *   <li>rotation: one batch every 30 seconds, whatever N is. In N/150 such steps each wait has been
 *       asked for by its id, which is 33 minutes for 10,000 waits;
 *   <li>last looks: one call for up to 150 deadlines that fall together.
 * </ul>
 */
public final class Sweep<W extends Wait> {

  private static final int BATCHES_A_ROUND = 10;
  private static final int IN_TURN_A_ROUND = 10;
  private static final int ROUNDS_BY_ID = 10;
  private static final Duration ROTATION = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /**
   * How long Intercom cannot be asked before waits end without a last look. It counts from the
   * first round that failed: a job that comes back long after its deadline is looked at like any.
   */
  private static final Duration LAST_LOOK_WITHIN = Duration.ofMinutes(1);

  private final Supplier<@Nullable Instant> intercomsClock;
  private final Waits<W> waits;
  private final WaitListener<W> listener;
  private final SweepInterval interval;
  private final InstantSource clock;

  private final boolean searchable;
  private final SweepSearch search;
  private final WaitMatcher<W> matcher;
  private final Contacts contacts;
  private final FindConversation find;
  private final Cursor cursor = new Cursor();
  private final Deque<String> messagesInRotation = new ArrayDeque<>();
  private final Deque<String> contactsInRotation = new ArrayDeque<>();
  private Instant rotateAt;
  private @Nullable Instant failingSince;
  private @Nullable String trouble;
  private int roundsById;
  private Duration pause;

  /**
   * @param intercomsClock Intercom's time at its last answer; null while it is not known
   */
  public Sweep(
      IntercomClient intercom,
      Supplier<@Nullable Instant> intercomsClock,
      Waits<W> waits,
      WaitListener<W> listener,
      SweepInterval interval,
      InstantSource clock) {
    this.intercomsClock = intercomsClock;
    this.waits = waits;
    this.listener = listener;
    this.interval = interval;
    this.clock = clock;
    this.searchable = !intercom.connection().version().isLegacy();
    this.search = new SweepSearch(intercom);
    this.matcher = new WaitMatcher<>(waits, listener, intercom);
    this.contacts = new Contacts(intercom);
    this.find = new FindConversation(intercom);
    this.rotateAt = clock.instant().plus(ROTATION);
    this.pause = interval.floor();
  }

  /** Whether a round would make no call. */
  public boolean isIdle() {
    return waits.isEmpty();
  }

  /**
   * First looks, last looks, changes, rotation. Blocks while Intercom answers.
   *
   * @return how long to pause until the next round
   */
  public Duration round() {
    if (isIdle()) {
      return interval.ceiling();
    }
    Instant now = clock.instant();
    int waiting = waits.size();
    boolean anyFresh = waits.hasFresh();
    Instant answered = intercomsClock.get();
    cursor.beginAt(answered);
    Outcome<Boolean> round =
        firstLooks()
            .then(done -> lastLooks(now))
            .then(done -> changes(answered))
            .then(done -> rotate(now))
            .then(done -> inTurn(waits.nextInTurn(IN_TURN_A_ROUND)));
    endWhatCannotBeAskedFor(round instanceof Outcome.Done<Boolean>, now);
    pause =
        switch (round) {
          case Outcome.Done<Boolean> done ->
              anyFresh || waits.size() < waiting ? interval.floor() : interval.slower(pause);
          case Outcome.Failed<Boolean> failed -> pauseAfter(failed.failure());
        };
    trouble =
        round instanceof Outcome.Failed<Boolean> failed
            ? failed.failure().problem().describe()
            : null;
    return untilTheNextDeadline(round instanceof Outcome.Done<Boolean>, now);
  }

  private void endWhatCannotBeAskedFor(boolean asked, Instant now) {
    if (asked) {
      failingSince = null;
      return;
    }
    Instant since = failingSince == null ? now : failingSince;
    failingSince = since;
    Instant longAgo = now.minus(LAST_LOOK_WITHIN);
    if (!since.isAfter(longAgo)) {
      end(due(longAgo), Map.of());
    }
  }

  private Duration pauseAfter(Failure failure) {
    if (failure instanceof Failure.RateLimited limited) {
      Duration after = limited.after();
      // Deadlines must be kept, even if Intercom asks for a pause of a day.
      return interval.atLeastFloor(after.compareTo(LONGEST_PAUSE) < 0 ? after : LONGEST_PAUSE);
    }
    return interval.slower(pause);
  }

  private Duration untilTheNextDeadline(boolean asked, Instant now) {
    Instant deadline = waits.nextDeadline();
    if (!asked || deadline == null) {
      return pause;
    }
    Duration until = Duration.between(now, deadline);
    return interval.atLeastFloor(until.compareTo(pause) < 0 ? until : pause);
  }

  /** Why the last round failed; null if it did not. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Whether a wait may be for this conversation; makes no call. */
  public boolean concerns(Conversation conversation) {
    return matcher.concerns(conversation);
  }

  /**
   * Ends the waits that a conversation answers, from whatever source it came. On any thread; may
   * block while Intercom is asked about a contact. A round finds what it misses.
   */
  public void look(Conversation conversation) {
    matcher.look(conversation);
  }

  private Outcome<Boolean> read(Conversation conversation) {
    cursor.saw(conversation);
    return matcher.look(conversation);
  }

  /** What happened before a wait was registered is no change for a later reading. */
  private Outcome<Boolean> firstLooks() {
    List<W> fresh = waits.takeFresh(BATCHES_A_ROUND * search.batch());
    List<String> contactIds = new ArrayList<>();
    Outcome<Boolean> outcome = Outcome.done(true);
    if (searchable) {
      for (W wait : fresh) {
        if (isByAnotherNameThanItsId(wait)) {
          waits.lookAfterInTurn(wait);
        } else {
          outcome = outcome.then(done -> findContact(wait, contactIds));
        }
      }
    } else {
      fresh.forEach(waits::lookAfterInTurn);
    }
    outcome =
        outcome.then(done -> ofMessages(messageIds(fresh))).then(done -> ofContacts(contactIds));
    if (outcome instanceof Outcome.Failed<Boolean>) {
      waits.giveBackFresh(fresh);
    }
    return outcome;
  }

  private List<String> messageIds(List<W> some) {
    return searchable
        ? some.stream()
            .flatMap(wait -> Optional.ofNullable(wait.criteria().messageId()).stream())
            .distinct()
            .toList()
        : List.of();
  }

  private Outcome<Boolean> ofMessages(List<String> ids) {
    return search.ofMessages(
        ids, this::read, (id, why) -> matcher.refuse(waits.ofMessage(id), why));
  }

  private Outcome<Boolean> ofContacts(List<String> ids) {
    return search.ofContacts(
        ids, this::read, (id, why) -> matcher.refuse(waits.ofContact(id), why));
  }

  /** Whether the contact has to be looked up by a call, of which a round makes only a few. */
  private static boolean isByAnotherNameThanItsId(Wait wait) {
    ContactRef contact = wait.criteria().contact();
    return wait.criteria().messageId() == null
        && contact != null
        && !(contact.key() instanceof PersonKey.Id);
  }

  /** Only for a wait without a message. A contact that is not known yet is looked up in turn. */
  private Outcome<Boolean> findContact(W wait, List<String> found) {
    ContactRef contact = wait.criteria().contact();
    if (wait.criteria().messageId() != null || contact == null) {
      return Outcome.done(true);
    }
    Outcome<ContactRef> person =
        contact.key() instanceof PersonKey.Id ? Outcome.done(contact) : contacts.find(contact);
    switch (person) {
      case Outcome.Done<ContactRef> done -> {
        waits.foundContact(wait, done.value().key().value());
        found.add(done.value().key().value());
      }
      case Outcome.Failed<ContactRef> failed -> {
        if (failed.failure() instanceof Failure.Rejected) {
          matcher.refuse(List.of(wait), failed.failure());
        } else if (failed.failure() instanceof Failure.ContactUnknown) {
          waits.lookAfterInTurn(wait);
        } else {
          return Outcome.failed(failed.failure());
        }
      }
    }
    return Outcome.done(true);
  }

  private List<W> due(Instant now) {
    return waits.select(wait -> !wait.deadline().isAfter(now));
  }

  /** At its deadline a wait gets one more look, since the search may have been behind. */
  private Outcome<Boolean> lastLooks(Instant now) {
    List<W> all = due(now);
    List<W> due = all.subList(0, Math.min(all.size(), BATCHES_A_ROUND * search.batch()));
    due.forEach(matcher::forget);
    Map<String, Conversation> shown = new HashMap<>();
    List<String> contactIds =
        due.stream().flatMap(wait -> waits.contactOf(wait).stream()).distinct().toList();
    Outcome<Boolean> looked =
        search
            .ofMessages(
                messageIds(due),
                conversation -> {
                  shown.put(Objects.requireNonNullElse(conversation.messageId(), ""), conversation);
                  return read(conversation);
                },
                (id, why) -> matcher.refuse(waits.ofMessage(id), why))
            .then(done -> ofContacts(contactIds))
            .then(done -> inTurn(due.stream().filter(waits::isLookedAfterInTurn).toList()));
    return looked.map(
        done -> {
          end(due, shown);
          return true;
        });
  }

  private void end(List<W> due, Map<String, Conversation> shown) {
    for (W wait : due) {
      if (waits.remove(wait)) {
        String messageId = wait.criteria().messageId();
        boolean certain = messageId != null && wait.criteria().contact() == null;
        listener.onTimeout(wait, certain ? shown.get(messageId) : null);
      }
    }
  }

  private Outcome<Boolean> changes(@Nullable Instant answered) {
    List<String> messageIds = waits.messageIds();
    List<String> contactIds = waits.contactIds();
    int byId = search.callsFor(messageIds.size()) + search.callsFor(contactIds.size());
    Instant begun = answered == null ? cursor.newest() : answered;
    boolean nothingOwed = searchable && !cursor.isKnown() && intercomsClock.get() != null;
    if (!searchable || nothingOwed || byId == 0) {
      // Where the cursor has just been set, the first looks have shown everything.
      return Outcome.done(true);
    }
    if (byId > 1 && roundsById == 0) {
      Outcome<Boolean> all = search.changedSince(cursor.from(), byId, this::read);
      if (!(all instanceof Outcome.Done<Boolean> done) || done.value()) {
        return all.map(
            read -> {
              cursor.allRead(begun);
              return true;
            });
      }
      roundsById = ROUNDS_BY_ID;
    }
    roundsById = Math.max(0, roundsById - 1);
    return ofMessages(messageIds)
        .then(done -> ofContacts(contactIds))
        .map(
            done -> {
              cursor.allWaitsServed(begun);
              return true;
            });
  }

  /**
   * Looks some waits up by their ids, in case the search showed a change after the cursor passed.
   */
  private Outcome<Boolean> rotate(Instant now) {
    if (!searchable || now.isBefore(rotateAt)) {
      return Outcome.done(true);
    }
    rotateAt = now.plus(ROTATION);
    if (messagesInRotation.isEmpty() && contactsInRotation.isEmpty()) {
      messagesInRotation.addAll(waits.messageIds());
      contactsInRotation.addAll(waits.contactIds());
    }
    return messagesInRotation.isEmpty()
        ? ofContacts(batchOf(contactsInRotation))
        : ofMessages(batchOf(messagesInRotation));
  }

  private List<String> batchOf(Deque<String> ids) {
    List<String> batch = new ArrayList<>();
    while (batch.size() < search.batch() && !ids.isEmpty()) {
      batch.add(ids.remove());
    }
    return batch;
  }

  /** Waits that a search cannot find: in 1.x, or for a contact that is not known yet. */
  private Outcome<Boolean> inTurn(List<W> some) {
    List<String> contactIds = new ArrayList<>();
    Outcome<Boolean> outcome = Outcome.done(true);
    for (W wait : some) {
      outcome =
          outcome.then(done -> searchable ? findContact(wait, contactIds) : lookByItself(wait));
    }
    return outcome.then(done -> ofContacts(contactIds));
  }

  private Outcome<Boolean> lookByItself(W wait) {
    return find.look(wait.criteria())
        .map(look -> matcher.answer(wait, look))
        .orElse(
            failure -> {
              if (failure instanceof Failure.Rejected) {
                matcher.refuse(List.of(wait), failure);
              }
              return failure instanceof Failure.Rejected
                      || failure instanceof Failure.ContactUnknown
                  ? Outcome.done(true)
                  : Outcome.failed(failure);
            });
  }
}

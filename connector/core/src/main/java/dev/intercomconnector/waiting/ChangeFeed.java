package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.intercom.SearchFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a workspace's conversations, in the order in which Intercom's search shows them.
 * Counted by the times of conversations and of Intercom's answers, since our clock may be wrong.
 *
 * <p>The search shows a change 5 to 10 seconds late (the tests of Intercom's SDKs wait that long),
 * and not all changes equally late. So each reading begins some time before the end of the one
 * before, and every two minutes what is older than five minutes is read a second time, once. Only
 * then is it {@link #certainTo() certain}.
 *
 * <p>A change costs two readings, however often the feed is read: the overlap is cut where it would
 * fill more than a page.
 *
 * <p>For one thread at a time.
 */
public final class ChangeFeed {

  /** How much later than others a change may be shown without being missed. */
  static final Duration LATEST = Duration.ofMinutes(5);

  private static final Duration BETWEEN_SECOND_READINGS = Duration.ofMinutes(2);
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  /** Less than a page, so that the changes since have room in it. */
  private static final int MOST_IN_OVERLAP = 100;

  /** A search whose pages cannot be read is asked in parts, down to a second; so many a reading. */
  private static final int MOST_PARTS = 60;

  private static final Duration SMALLEST_PART = Duration.ofSeconds(1);

  /** Times are whole seconds, and a reply and a closing can fall into one second. */
  private record State(@Nullable Instant updatedAt, @Nullable Instant repliedAt, String state) {
    static State of(Conversation conversation) {
      return new State(conversation.updatedAt(), conversation.repliedAt(), conversation.state());
    }
  }

  private final IntercomClient intercom;
  private final Supplier<@Nullable Instant> intercomsClock;
  private final Map<String, State> told = new HashMap<>();
  private Instant readTo;
  private volatile Instant certainTo;
  private @Nullable Instant newest;
  private int parts;

  /**
   * @param intercomsClock Intercom's time now; null while it is not known
   * @param from the moment from which changes are told, by Intercom's clock
   */
  public ChangeFeed(
      IntercomClient intercom, Supplier<@Nullable Instant> intercomsClock, Instant from) {
    this.intercom = intercom;
    this.intercomsClock = intercomsClock;
    this.readTo = from;
    this.certainTo = from;
  }

  /** Every change up to this moment, by Intercom's clock, has been told. For any thread. */
  public Instant certainTo() {
    return certainTo;
  }

  /**
   * Reads what has changed. Blocks while Intercom answers.
   *
   * @param listener gets each new state of a conversation; after a failure perhaps once more
   * @return a failure where something could not be read; the next reading begins there
   */
  public Outcome<Boolean> read(Consumer<Conversation> listener) {
    parts = 0;
    Instant now = intercomsClock.get();
    Instant begun = now == null ? newest : now;
    Instant from = overlap();
    return window(from, null, listener)
        .then(
            done -> {
              firstReadingIsOver(begun, from);
              return secondReading(begun, listener);
            })
        .map(
            done -> {
              told.values().removeIf(this::isOld);
              return true;
            });
  }

  /**
   * A conversation that changed during the reading may have moved to another page, so the reading
   * counts up to the moment when it began. It does not count beyond the newest change either: while
   * the workspace is quiet, the next change may be shown late.
   */
  private void firstReadingIsOver(@Nullable Instant begun, Instant from) {
    if (begun == null) {
      return;
    }
    if (newest != null) {
      readTo = later(readTo, earlier(newest, begun));
    }
    if (!from.isAfter(certainTo)) {
      certainTo = later(certainTo, begun.minus(LATEST));
    }
  }

  private Outcome<Boolean> secondReading(@Nullable Instant begun, Consumer<Conversation> listener) {
    if (begun == null || certainTo.plus(LATEST).plus(BETWEEN_SECOND_READINGS).isAfter(begun)) {
      return Outcome.done(true);
    }
    Instant to = begun.minus(LATEST);
    return window(certainTo, to, listener)
        .map(
            done -> {
              certainTo = to;
              return true;
            });
  }

  /** Where a reading begins: not so early that what is known already fills a page. */
  private Instant overlap() {
    Instant earliest = readTo.minus(OVERLAP);
    return told.values().stream()
        .flatMap(state -> Stream.ofNullable(state.updatedAt()))
        .filter(updatedAt -> updatedAt.isAfter(earliest) && !updatedAt.isAfter(readTo))
        .sorted(Comparator.reverseOrder())
        .skip(MOST_IN_OVERLAP)
        .findFirst()
        .orElse(earliest);
  }

  /**
   * Reads a part of the feed. If the pages of its search end in a refusal or in circles, it is
   * asked in halves, the earlier one first: what cannot be read of one second holds up nothing
   * else.
   *
   * @param to null for all that there is
   */
  private Outcome<Boolean> window(
      Instant from, @Nullable Instant to, Consumer<Conversation> listener) {
    var seen = new Newest();
    Outcome<Boolean> read =
        intercom
            .searchConversations(filter(from, to))
            .forEach(
                Integer.MAX_VALUE,
                conversation -> {
                  seen.add(conversation);
                  tell(conversation, listener);
                  return Outcome.done(true);
                });
    newest = seen.orLater(newest);
    Instant end = seen.orEarlier(to);
    if (end == null || !isCutOff(read)) {
      return read;
    }
    if (++parts > MOST_PARTS) {
      return read.then(circle -> Outcome.failed(circle()));
    }
    if (!from.plus(SMALLEST_PART).isBefore(end)) {
      return Outcome.done(true);
    }
    Instant middle = from.plus(Duration.between(from, end).dividedBy(2));
    return window(from, middle, listener)
        .then(
            done -> {
              readTo = later(readTo, middle);
              return window(middle, end, listener);
            });
  }

  /** The newest change of one search. */
  private static final class Newest {

    private @Nullable Instant updatedAt;

    void add(Conversation conversation) {
      updatedAt = orLater(conversation.updatedAt());
    }

    @Nullable Instant orLater(@Nullable Instant other) {
      return updatedAt == null || other == null
          ? updatedAt == null ? other : updatedAt
          : later(updatedAt, other);
    }

    /** Null where nothing was found. */
    @Nullable Instant orEarlier(@Nullable Instant other) {
      return updatedAt == null || other == null ? updatedAt : earlier(updatedAt, other);
    }
  }

  private void tell(Conversation conversation, Consumer<Conversation> listener) {
    State state = State.of(conversation);
    if (!state.equals(told.get(conversation.id()))) {
      listener.accept(conversation);
      told.put(conversation.id(), state);
    }
  }

  private boolean isOld(State state) {
    return state.updatedAt() == null || state.updatedAt().isBefore(certainTo.minus(OVERLAP));
  }

  private static SearchFilter filter(Instant from, @Nullable Instant to) {
    SearchFilter since = SearchFilter.since("updated_at", from);
    return to == null ? since : SearchFilter.allOf(since, SearchFilter.until("updated_at", to));
  }

  /** Whether pages are there that cannot be had. */
  private static boolean isCutOff(Outcome<Boolean> read) {
    return switch (read) {
      case Outcome.Done<Boolean>(var complete) -> !complete;
      case Outcome.Failed<Boolean>(var failure) ->
          failure instanceof Failure.Rejected
              && failure.problem().code() == ErrorCode.INTERCOM_INVALID_REQUEST;
    };
  }

  private static Failure circle() {
    return new Failure.NotExecuted(
        new Problem(
            ErrorCode.INTERCOM_UNAVAILABLE,
            "Intercom's search gives the same page again and again.",
            "It is tried again; if it goes on, tell Intercom's support."));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

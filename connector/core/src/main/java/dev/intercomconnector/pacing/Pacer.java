package dev.intercomconnector.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Spreads one workspace's calls over the windows of Intercom's rate limit. All it knows comes from
 * the headers of the answers, so several workers share a workspace without talking to each other.
 * The package's page derives the formula. Without the headers no limit is known, and every call may
 * go at once.
 */
public final class Pacer {

  /** The part of the limit that is kept for sends by default. */
  public static final double USUAL_SHARE_FOR_SENDS = 0.2;

  /**
   * No window of Intercom's is longer. For as long a limit is believed that lets nothing through:
   * then one call asks again.
   */
  public static final Duration LONGEST_WINDOW = Duration.ofMinutes(1);

  /** Taken until two resets were seen: Intercom counts in windows of ten seconds. */
  private static final Duration USUAL_WINDOW = Duration.ofSeconds(10);

  /** Of the limit: what a worker claims beyond its part; for sends at least half of their share. */
  private static final double CLAIM = 0.05;

  /** How late a call may go without delaying the next one, in windows. */
  private static final double SLACK = 0.01;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);
  private static final Duration NEXT = Duration.ofMillis(1);

  private final double shareForSends;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;
  private final BiConsumer<Priority, Duration> waits;
  private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);

  /** Null while no answer had the headers. */
  private @Nullable RateLimit newest;

  private Duration windowLength = USUAL_WINDOW;
  private boolean windowLengthSeen;
  private Instant windowEnd = Instant.EPOCH;
  private Instant pausedUntil = Instant.EPOCH;
  private Instant latest = Instant.EPOCH;

  /** Whether this window began by our clock only, and no answer has confirmed it yet. */
  private boolean presumed;

  private int remaining;
  private Instant countedAt = Instant.EPOCH;

  /** When an answer last told of the limit, or a call went out to ask again. */
  private Instant asked = Instant.EPOCH;

  private long lastCall;
  private long lastCallCounted;

  /** Calls in this window, plus half of those in the one before, and so on. */
  private double ours;

  private double everyones;

  private static final class Lane {
    final Priority priority;
    final Deque<Permit> queue = new ArrayDeque<>();
    Instant lastCall = Instant.EPOCH;

    Lane(Priority priority) {
      this.priority = priority;
    }
  }

  /**
   * Knows nothing of the limit at first.
   *
   * @param shareForSends of the limit, from 0 to less than 1
   * @param waits gets the length of each wait for a permit, granted or not
   */
  public Pacer(
      double shareForSends,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random,
      BiConsumer<Priority, Duration> waits) {
    if (!(shareForSends >= 0 && shareForSends < 1)) {
      throw new IllegalArgumentException(
          "the share for sends is %s, but it must be at least 0 and less than 1"
              .formatted(shareForSends));
    }
    this.shareForSends = shareForSends;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
    this.waits = waits;
    for (Priority priority : Priority.values()) {
      lanes.put(priority, new Lane(priority));
    }
  }

  /** Joins the queue for one call. */
  public synchronized Permit queue(Priority priority) {
    Permit permit = new Permit(this, priority);
    lane(priority).queue.add(permit);
    return permit;
  }

  /** Notes that a call goes out now, and says which one it is. */
  synchronized long begin() {
    ours++;
    return ++lastCall;
  }

  /** Learns from the headers of the answer to that call. */
  synchronized void learn(long call, RateLimit said) {
    Instant now = now();
    asked = now;
    RateLimit before = newest;
    if (before == null || said.reset() > before.reset()) {
      if (before != null) {
        measureWindow(said.reset() - before.reset());
        if (!presumed) {
          startWindow(now);
        }
      }
      presumed = false;
      windowEnd = now.plus(said.untilReset());
      remaining = said.limit();
    } else if (said.reset() < before.reset() || presumed) {
      // The answer is about an earlier window.
      return;
    } else if (said.limit() != before.limit()) {
      remaining = said.remaining();
    }
    newest = said;
    Instant end = now.plus(said.untilReset());
    // Each answer shows the end up to a second too late, so the earliest is the best.
    windowEnd = end.isBefore(windowEnd) ? end : windowEnd;
    everyones += Math.max(0, remaining - said.remaining());
    remaining = Math.min(remaining, said.remaining());
    lastCallCounted = Math.max(lastCallCounted, call);
    countedAt = now;
  }

  /**
   * Learns that Intercom refused a call because of the rate limit: no call goes before the reset.
   *
   * @param untilReset null where Intercom does not say
   */
  public synchronized void pause(@Nullable Duration untilReset) {
    Instant now = now();
    Duration pause = untilReset == null ? windowLength : untilReset;
    Instant end = now.plus(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
    if (end.isAfter(pausedUntil)) {
      pausedUntil = end;
      lanes.values().forEach(lane -> scatter(lane, end));
    }
  }

  /** How long until the next window, in which calls that cannot go now may go. */
  public synchronized Duration untilReset() {
    Instant now = now();
    Instant reset = pausedUntil.isAfter(windowEnd) ? pausedUntil : windowEnd;
    return reset.isAfter(now) ? Duration.between(now, reset) : Duration.ZERO;
  }

  /** Calls that a window allows; NaN while that is unknown. */
  public synchronized double limit() {
    return newest == null ? Double.NaN : newest.limit();
  }

  /** Calls that are left in this window, as far as it is known; NaN while it is unknown. */
  public synchronized double remaining() {
    now();
    return newest == null ? Double.NaN : Math.max(0, remaining - callsNotCounted());
  }

  synchronized Duration untilGranted(Permit permit) {
    Lane lane = lane(permit.priority());
    int ahead = 0;
    for (Permit other : lane.queue) {
      if (other == permit) {
        break;
      }
      ahead++;
    }
    if (ahead == lane.queue.size()) {
      return Duration.ZERO;
    }
    Instant now = now();
    Duration wait = wait(permit.priority(), lane, ahead, now);
    if (ahead > 0) {
      return wait.compareTo(NEXT) < 0 ? NEXT : wait;
    }
    if (wait.isPositive() && isToAskAgain(now)) {
      asked = now;
      wait = Duration.ZERO;
    }
    if (wait.isZero()) {
      lane.queue.remove(permit);
      if (newest != null) {
        Instant onTime = lane.lastCall.plus(interval(permit.priority(), now));
        Instant earliest = now.minus(times(windowLength, SLACK));
        lane.lastCall = onTime.isAfter(earliest) ? onTime : earliest;
      }
    }
    return wait;
  }

  synchronized void withdraw(Permit permit) {
    lane(permit.priority()).queue.remove(permit);
  }

  InstantSource clock() {
    return clock;
  }

  Sleeper sleeper() {
    return sleeper;
  }

  void waited(Priority priority, Duration wait) {
    waits.accept(priority, wait);
  }

  private Duration wait(Priority priority, Lane lane, int ahead, Instant now) {
    if (pausedUntil.isAfter(now)) {
      return Duration.between(now, pausedUntil).plus(times(freshInterval(priority), ahead));
    }
    if (newest == null) {
      return Duration.ZERO;
    }
    double ourCallsLeft = ourCallsLeft(priority, now);
    if (ourCallsLeft < ahead + 1) {
      return Duration.between(now, windowEnd)
          .plus(times(freshInterval(priority), ahead + 1 - Math.floor(Math.max(0, ourCallsLeft))));
    }
    Duration interval = interval(priority, now);
    Duration first = Duration.between(now, lane.lastCall.plus(interval));
    return (first.isNegative() ? Duration.ZERO : first).plus(times(interval, ahead));
  }

  /** What the last headers allow may be too little for any call, and only a call learns more. */
  private boolean isToAskAgain(Instant now) {
    return newest != null && !now.isBefore(asked.plus(LONGEST_WINDOW)) && !pausedUntil.isAfter(now);
  }

  /** Between two calls, if they go on like this until the reset. */
  private Duration interval(Priority priority, Instant now) {
    return times(Duration.between(now, windowEnd), 1 / Math.max(1, ourCallsLeft(priority, now)));
  }

  /** Between two calls at the start of a window. */
  private Duration freshInterval(Priority priority) {
    double calls = newest == null ? 1 : newest.limit() * part(priority, newest.limit());
    return times(windowLength, 1 / Math.max(1, calls));
  }

  /** Our part of what is left of this window, in calls: {@code p R} of the package's page. */
  private double ourCallsLeft(Priority priority, Instant now) {
    int limit = newest == null ? 0 : newest.limit();
    double part = part(priority, limit);
    double left = windows(Duration.between(now, windowEnd));
    double unseen = windows(Duration.between(countedAt, now));
    double expected = (remaining - callsNotCounted()) * Math.pow(left / (left + unseen), 1 - part);
    double kept = priority == Priority.READ ? shareForSends * limit * Math.min(1, left) : 0;
    return (expected - kept) * part;
  }

  /** {@code p} of the package's page. */
  private double part(Priority priority, int limit) {
    double claim =
        limit
            * switch (priority) {
              case SEND -> Math.max(CLAIM, shareForSends / 2);
              case READ -> CLAIM;
            };
    return (ours + claim) / (Math.max(ours, everyones) + claim);
  }

  private double windows(Duration time) {
    return (double) time.toNanos() / windowLength.toNanos();
  }

  private long callsNotCounted() {
    return lastCall - lastCallCounted;
  }

  private Instant now() {
    Instant now = clock.instant();
    if (now.isBefore(latest.minus(CLOCK_TOLERANCE))) {
      // The machine's clock was set back, so the remembered moments are worthless.
      newest = null;
      pausedUntil = Instant.EPOCH;
      windowEnd = Instant.EPOCH;
      lanes.values().forEach(lane -> lane.lastCall = Instant.EPOCH);
    }
    latest = now;
    if (newest != null && !now.isBefore(windowEnd)) {
      long over = Duration.between(windowEnd, now).dividedBy(windowLength);
      startWindow(now);
      windowEnd = windowEnd.plus(windowLength.multipliedBy(over + 1));
      presumed = true;
      remaining = newest.limit();
    }
    return now;
  }

  /** All workers see a window start at the same moment, so the first calls are scattered. */
  private void startWindow(Instant now) {
    Instant start = windowEnd.isBefore(now) ? windowEnd : now;
    ours /= 2;
    everyones /= 2;
    lastCallCounted = lastCall;
    countedAt = start;
    lanes.values().forEach(lane -> scatter(lane, start));
  }

  private void scatter(Lane lane, Instant start) {
    Instant before = start.minus(times(freshInterval(lane.priority), random.nextDouble()));
    lane.lastCall = before.isAfter(lane.lastCall) ? before : lane.lastCall;
  }

  private void measureWindow(long seconds) {
    Duration length = Duration.ofSeconds(Math.min(seconds, LONGEST_WINDOW.toSeconds()));
    // Two resets further apart have a window without a call of ours between them.
    if (!windowLengthSeen || length.compareTo(windowLength) < 0) {
      windowLength = length;
      windowLengthSeen = true;
    }
  }

  private Lane lane(Priority priority) {
    return Objects.requireNonNull(lanes.get(priority));
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos((long) (duration.toNanos() * factor));
  }
}

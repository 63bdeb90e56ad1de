package dev.intercomconnector.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Workers that call one workspace at its limit, in simulated time: nobody sleeps, and the same seed
 * gives the same numbers.
 */
final class SimulatedWorkspace {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Instant START = Instant.parse("2026-03-01T12:00:03.300Z");

  private final int limit;
  private final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
  private final List<Worker> workers = new ArrayList<>();
  private Instant now = START;
  private long order;
  private long window;
  private int used;
  private Instant countFrom = Instant.MAX;
  private int executed;
  private int refused;
  private int sends;
  private int reads;
  private final List<Duration> sendWaits = new ArrayList<>();

  private record Event(Instant at, long order, Runnable action) {}

  /**
   * What happened after the warm-up.
   *
   * @param throughput executed calls, of those that the limit allows
   * @param refusals calls that were answered 429, of all calls
   */
  record Result(
      double throughput,
      double refusals,
      int sends,
      int reads,
      List<Duration> sendWaits,
      List<Integer> callsOfWorkers) {

    /** What that part of the sends that came by themselves waited at most. */
    Duration sendWait(double part) {
      List<Duration> sorted = sendWaits.stream().sorted().toList();
      return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }

    int leastOfAWorker() {
      return Collections.min(callsOfWorkers);
    }

    int mostOfAWorker() {
      return Collections.max(callsOfWorkers);
    }
  }

  private static final class Worker {
    final Pacer pacer;
    int calls;

    /** When each send came that has not gone out yet. */
    final Deque<Instant> waiting = new ArrayDeque<>();

    Worker(Pacer pacer) {
      this.pacer = pacer;
    }
  }

  SimulatedWorkspace(int limit, long seed) {
    this.limit = limit;
    this.random = new Random(seed);
  }

  /** One more worker, none of whose threads does anything yet. */
  int worker(double shareForSends) {
    Random own = new Random(random.nextLong());
    workers.add(
        new Worker(
            new Pacer(shareForSends, () -> now, Thread::sleep, own, (priority, wait) -> {})));
    return workers.size() - 1;
  }

  /** Threads that make one call after the other, as fast as they may. */
  void saturate(int worker, Priority priority, int threads) {
    for (int i = 0; i < threads; i++) {
      at(jitter(Duration.ofMillis(500)), () -> call(workers.get(worker), priority, START, true));
    }
  }

  /** Sends that come by themselves, at random moments. */
  void sends(int worker, double perSecond) {
    Duration gap = Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * 1e9 / perSecond));
    at(
        gap,
        () -> {
          call(workers.get(worker), Priority.SEND, now, false);
          sends(worker, perSecond);
        });
  }

  Result run(int warmUp, int windows) {
    Instant from = START.truncatedTo(ChronoUnit.MINUTES).plus(WINDOW.multipliedBy(warmUp + 1));
    countFrom = from;
    Instant until = from.plus(WINDOW.multipliedBy(windows));
    while (!events.isEmpty() && events.peek().at().isBefore(until)) {
      Event event = events.remove();
      now = event.at();
      event.action().run();
    }
    List<Duration> waits = new ArrayList<>(sendWaits);
    workers.forEach(w -> w.waiting.forEach(since -> waits.add(Duration.between(since, until))));
    return new Result(
        (double) executed / ((long) limit * windows),
        (double) refused / (executed + refused),
        sends,
        reads,
        waits,
        workers.stream().map(w -> w.calls).toList());
  }

  private void call(Worker worker, Priority priority, Instant since, boolean again) {
    if (!again) {
      worker.waiting.add(since);
    }
    ask(worker, worker.pacer.queue(priority), priority, since, again);
  }

  private void ask(Worker worker, Permit permit, Priority priority, Instant since, boolean again) {
    Duration wait = permit.untilGranted();
    if (!wait.isZero()) {
      // As a thread that wakes up a little late.
      at(
          (wait.compareTo(LOOK) < 0 ? wait : LOOK).plus(jitter(Duration.ofMillis(1))),
          () -> ask(worker, permit, priority, since, again));
      return;
    }
    permit.use();
    at(jitter(Duration.ofMillis(60)), () -> serve(worker, permit, priority, since, again));
  }

  /** At Intercom's end. */
  private void serve(
      Worker worker, Permit permit, Priority priority, Instant since, boolean again) {
    long current = Math.floorDiv(now.getEpochSecond(), WINDOW.toSeconds());
    if (current != window) {
      window = current;
      used = 0;
    }
    boolean done = used < limit;
    used += done ? 1 : 0;
    boolean counts = !now.isBefore(countFrom);
    if (counts) {
      worker.calls++;
      executed += done ? 1 : 0;
      refused += done ? 0 : 1;
      if (done && priority == Priority.SEND) {
        sends++;
      } else if (done) {
        reads++;
      }
    }
    if (done && !again) {
      worker.waiting.remove(since);
      if (counts) {
        sendWaits.add(Duration.between(since, now));
      }
    }
    long reset = (current + 1) * WINDOW.toSeconds();
    var said =
        new RateLimit(limit, limit - used, reset, Duration.ofSeconds(reset - now.getEpochSecond()));
    at(
        jitter(Duration.ofMillis(60)),
        () -> {
          permit.learn(said);
          if (!done) {
            worker.pacer.pause(said.untilReset());
          }
          if (again) {
            call(worker, priority, since, true);
          } else if (!done) {
            at(
                worker.pacer.untilReset().plus(jitter(Duration.ofSeconds(1))),
                () -> ask(worker, worker.pacer.queue(priority), priority, since, false));
          }
        });
  }

  private Duration jitter(Duration most) {
    return Duration.ofNanos((long) (most.toNanos() * random.nextDouble()));
  }

  private void at(Duration later, Runnable action) {
    events.add(new Event(now.plus(later), order++, action));
  }
}

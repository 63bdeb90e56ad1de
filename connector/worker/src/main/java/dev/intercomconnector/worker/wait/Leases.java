package dev.intercomconnector.worker.wait;

import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Renews the leases of waiting jobs before they end, and hands jobs back by letting theirs end at
 * once, which spends no retry. Commands are pipelined, but only so many that the engine need not
 * push back.
 */
@Component
class Leases {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final int UNDER_WAY = 50;
  private static final Duration AT_ONCE = Duration.ofMillis(10);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final EngineCommands engine;
  private final Duration lease;
  private final InstantSource clock;
  private final Sleeper sleeper;

  Leases(EngineCommands engine, WorkerProperties properties, InstantSource clock, Sleeper sleeper) {
    this.engine = engine;
    this.lease = properties.findConversation().lease();
    this.clock = clock;
    this.sleeper = sleeper;
  }

  Duration lease() {
    return lease;
  }

  /**
   * Whether it is time to renew: with between half and a quarter of the lease left, by the job's
   * key, so that jobs which began together are not all renewed together.
   */
  boolean isDue(WaitingJob waiting) {
    long quarter = lease.toMillis() / 4;
    long left = quarter + quarter * Math.floorMod(Long.hashCode(waiting.key()) * 31, 1000) / 1000;
    return waiting.job().leaseLeft(clock.instant()).toMillis() < left;
  }

  /**
   * Renews leases; returns when the engine has answered. Where it could not, the next renewal tries
   * again.
   *
   * @param gone gets the jobs that the engine says are leased to nobody: their instance was
   *     cancelled, or their lease ended unnoticed and they are handed out again
   */
  void renew(List<WaitingJob> waiting, Consumer<WaitingJob> gone) {
    List<WaitingJob> left = send(waiting, lease, Instant.MAX, UNDER_WAY, gone);
    if (!left.isEmpty()) {
      LOG.warn(
          "The leases of {} of {} waiting jobs could not be renewed yet; it is tried again.",
          left.size(),
          waiting.size());
    }
  }

  /**
   * Hands jobs back, so that another worker gets them at once. To be done when this worker takes no
   * more jobs: before, the engine would push them straight back. An engine that is too busy for so
   * many commands gets fewer at a time and is asked again.
   *
   * @param until what is not handed back by then is left to its lease
   * @return how many the engine took
   */
  int handBack(List<WaitingJob> waiting, Instant until) {
    List<WaitingJob> left = waiting;
    int underWay = UNDER_WAY;
    while (!left.isEmpty() && clock.instant().isBefore(until)) {
      left = send(left, AT_ONCE, until, underWay, gone -> {});
      underWay = Math.max(1, underWay / 2);
      if (!left.isEmpty() && !pause()) {
        break;
      }
    }
    return waiting.size() - left.size();
  }

  private boolean pause() {
    try {
      sleeper.sleep(BETWEEN_TRIES);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sends a command for each job, and returns those that the engine did not take. */
  private List<WaitingJob> send(
      List<WaitingJob> waiting,
      Duration timeout,
      Instant until,
      int underWay,
      Consumer<WaitingJob> gone) {
    Semaphore room = new Semaphore(underWay);
    Queue<WaitingJob> left = new ConcurrentLinkedQueue<>();
    for (WaitingJob one : waiting) {
      room.acquireUninterruptibly();
      Instant now = clock.instant();
      if (now.isAfter(until)) {
        left.add(one);
        room.release();
        continue;
      }
      engine
          .updateTimeout(one.key(), timeout)
          .whenComplete(
              (answer, failure) -> {
                try {
                  learn(one, failure == null ? answer : null, now.plus(timeout), gone, left);
                } finally {
                  room.release();
                }
              });
    }
    room.acquireUninterruptibly(underWay);
    return List.copyOf(left);
  }

  private static void learn(
      WaitingJob waiting,
      @Nullable CommandAnswer answer,
      Instant until,
      Consumer<WaitingJob> gone,
      Queue<WaitingJob> left) {
    if (answer == null) {
      left.add(waiting);
      return;
    }
    switch (answer.effect()) {
      case TAKEN -> waiting.leasedUntil(until);
      case GONE, WRONG_STATE -> {
        LOG.debug("{} waits no longer: {}", waiting.job(), answer.words());
        gone.accept(waiting);
      }
      case TURNED_AWAY, UNANSWERED, NOT_ALLOWED, REFUSED -> {
        LOG.debug("{} keeps its lease: {}", waiting.job(), answer.words());
        left.add(waiting);
      }
    }
  }
}

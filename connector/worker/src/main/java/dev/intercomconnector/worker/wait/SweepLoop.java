package dev.intercomconnector.worker.wait;

import dev.intercomconnector.waiting.Sweep;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives the sweep of one workspace on a thread of its own, which sleeps while nothing waits. */
final class SweepLoop {

  private static final Logger LOG = LoggerFactory.getLogger(SweepLoop.class);

  private final String workspace;
  private final Sweep<?> sweep;
  private final Duration floor;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean running = true;
  private boolean woken;
  private String told = "";

  SweepLoop(String workspace, Sweep<?> sweep, Duration floor) {
    this.workspace = workspace;
    this.sweep = sweep;
    this.floor = floor;
    this.thread = Thread.ofVirtual().name("intercom-sweep-" + workspace).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There is something new to look for: the next round comes after the shortest pause. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Asks nothing more; a call that is under way is left to end by itself. */
  void stop() {
    lock.lock();
    try {
      running = false;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitNeed()) {
        Duration pause = round();
        pause(floor, false);
        pause(pause.minus(floor), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration round() {
    try {
      Duration pause = sweep.round();
      tell(sweep.trouble());
      return pause;
    } catch (RuntimeException e) {
      LOG.error("A sweep failed in the worker itself; the waits stay. Please report this.", e);
      return floor.multipliedBy(10);
    }
  }

  /** Once for each kind of trouble, not for each round. */
  private void tell(@Nullable String trouble) {
    String code = trouble == null ? "" : trouble.split(":", 2)[0];
    if (code.equals(told)) {
      return;
    }
    told = code;
    if (trouble == null) {
      LOG.info("Intercom is read again for workspace '{}'.", workspace);
    } else {
      LOG.warn(
          "Intercom cannot be read for the tasks that wait in workspace '{}'; they wait on, and"
              + " their deadlines are kept: {}",
          workspace,
          trouble);
    }
  }

  private boolean awaitNeed() throws InterruptedException {
    lock.lock();
    try {
      while (running && sweep.isIdle()) {
        changed.await();
      }
      woken = false;
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration pause, boolean wakeable) throws InterruptedException {
    long left = pause.toNanos();
    lock.lock();
    try {
      while (running && left > 0 && !(wakeable && woken)) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}

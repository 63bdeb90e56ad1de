package dev.intercomconnector.quickstart;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a JVM that hangs, with exit code 1. */
final class Watchdog {
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Watchdog() {}

  /** Watches from now on. */
  static Watchdog start(Duration limit) {
    Watchdog watchdog = new Watchdog();
    Thread.ofPlatform().daemon().name("watchdog").start(() -> watchdog.watch(limit));
    return watchdog;
  }

  /** Watches no longer. */
  void stop() {
    stopped.countDown();
  }

  private void watch(Duration limit) {
    try {
      if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("Not done after " + limit.toSeconds() + " s: giving up.");
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

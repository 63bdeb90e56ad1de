package dev.intercomconnector.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still unless it is moved, and threads that sleep by moving it. */
public final class TestTime implements InstantSource, Sleeper {

  private Instant now;

  public TestTime(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(time);
  }

  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}

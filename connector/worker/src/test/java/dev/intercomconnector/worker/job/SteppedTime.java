package dev.intercomconnector.worker.job;

import dev.intercomconnector.pacing.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still unless it is moved; who sleeps moves it. */
public final class SteppedTime implements InstantSource, Sleeper {

  private Instant now;

  public SteppedTime(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration pause) {
    advance(pause);
  }

  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}

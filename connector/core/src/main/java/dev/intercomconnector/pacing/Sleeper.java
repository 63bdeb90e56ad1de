package dev.intercomconnector.pacing;

import java.time.Duration;

/** How a thread pauses: {@code Thread::sleep}, or in tests something that moves their clock. */
@FunctionalInterface
public interface Sleeper {

  /** Blocks the calling thread for that long. */
  void sleep(Duration time) throws InterruptedException;
}

package dev.intercomconnector.pacing;

import java.time.Duration;

/** How a thread waits: {@code Thread::sleep}, or in tests whatever moves their clock. */
@FunctionalInterface
public interface Sleeper {

  /** Blocks the calling thread for that long. */
  void sleep(Duration time) throws InterruptedException;
}

package dev.intercomconnector.worker.job;

import java.time.Duration;

/** Pauses the calling thread. Tests put time of their own in its place. */
public interface Sleeper {
  void sleep(Duration pause) throws InterruptedException;
}

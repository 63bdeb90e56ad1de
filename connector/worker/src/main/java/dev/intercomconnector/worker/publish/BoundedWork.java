package dev.intercomconnector.worker.publish;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Work that is done later, by a few threads, with room for so much of it and no more. */
public final class BoundedWork {

  private static final int THREADS = 8;
  private static final Duration TO_FINISH = Duration.ofSeconds(5);

  private final ThreadPoolExecutor executor;

  /**
   * @param name what its threads are called
   * @param capacity how many pieces of work may wait
   */
  public BoundedWork(String name, int capacity) {
    this.executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
            Thread.ofVirtual().name(name + "-", 0).factory());
  }

  /** Takes on the work; false where there is no room for it, or no time left. */
  public boolean offer(Runnable work) {
    try {
      executor.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Takes on no more, and waits a little for what was taken on. */
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.intercomconnector.worker.schedule;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a worker that stops before every effect and goes on when it is told to. Only one of
 * all threads runs at a time: whoever lets one go on waits until it stops again.
 */
final class DeliveryThread {

  /** Ends a thread wherever it stands, as the end of its process would. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("the worker's process ended", null, false, false);
    }
  }

  private final Semaphore mayRun = new Semaphore(0);
  private final Semaphore hasStopped = new Semaphore(0);
  private volatile @Nullable Effect effect;
  private volatile @Nullable Object answer;
  private volatile @Nullable Throwable failure;
  private volatile boolean killed;
  private volatile boolean over;

  /** Starts the work and returns when it stops for the first time. */
  void start(Runnable work) {
    Thread.ofVirtual()
        .name("delivery")
        .start(
            () -> {
              try {
                work.run();
              } catch (Killed e) {
                // As intended.
              } catch (Throwable e) {
                failure = e;
              }
              effect = null;
              over = true;
              hasStopped.release();
            });
    hasStopped.acquireUninterruptibly();
    rethrow();
  }

  /** Called by the worker: stops here until the effect has an answer. */
  Object perform(Effect wanted) {
    if (!killed) {
      effect = wanted;
      hasStopped.release();
      mayRun.acquireUninterruptibly();
    }
    if (killed) {
      throw new Killed();
    }
    Object given = answer;
    if (given == null) {
      throw new IllegalStateException("no answer was given");
    }
    return given;
  }

  /** What the thread waits for; null once it is over. */
  @Nullable Effect effect() {
    return effect;
  }

  boolean isOver() {
    return over;
  }

  /** Lets the thread run with the answer to its effect until it stops again. */
  void goOn(Object answerOfEffect) {
    answer = answerOfEffect;
    effect = null;
    mayRun.release();
    hasStopped.acquireUninterruptibly();
    rethrow();
  }

  void kill() {
    if (!over) {
      killed = true;
      mayRun.release();
      hasStopped.acquireUninterruptibly();
    }
  }

  private void rethrow() {
    Throwable thrown = failure;
    if (thrown != null) {
      throw new IllegalStateException("the worker's code failed", thrown);
    }
  }
}

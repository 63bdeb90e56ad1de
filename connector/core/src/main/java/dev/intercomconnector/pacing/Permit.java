package dev.intercomconnector.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * A place in the queue for one call; then the permission to make it; then the call itself. A permit
 * that is granted and not used is lost.
 */
public final class Permit {

  /** The longest pause before the queue is looked at again, since it may have changed. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Pacer pacer;
  private final Priority priority;
  private long call;

  Permit(Pacer pacer, Priority priority) {
    this.pacer = pacer;
    this.priority = priority;
  }

  Priority priority() {
    return priority;
  }

  /**
   * How long until this call may go, by what is known now. Zero once it may go, and from then on.
   * Does not block.
   */
  public Duration untilGranted() {
    return pacer.untilGranted(this);
  }

  /** Leaves the queue. */
  public void withdraw() {
    pacer.withdraw(this);
  }

  /**
   * Blocks until the call may go. Gives up and leaves the queue as soon as it is clear that this
   * takes too long, or when the thread is interrupted.
   *
   * @return whether the call may go
   */
  public boolean await(Duration longest) {
    Instant start = pacer.clock().instant();
    for (; ; ) {
      Duration wait = untilGranted();
      Duration waited = Duration.between(start, pacer.clock().instant());
      if (wait.isZero()) {
        pacer.waited(priority, waited);
        return true;
      }
      if (wait.compareTo(longest.minus(waited)) > 0 || !sleep(wait)) {
        withdraw();
        pacer.waited(priority, waited);
        return false;
      }
    }
  }

  /**
   * Notes that the call goes out now.
   *
   * @throws IllegalStateException when it did so before
   */
  public void use() {
    if (call != 0) {
      throw new IllegalStateException("A permit is for one call only");
    }
    call = pacer.begin();
  }

  /** Tells the pacer what the headers of the call's answer say. */
  public void learn(RateLimit said) {
    pacer.learn(call, said);
  }

  private boolean sleep(Duration wait) {
    try {
      pacer.sleeper().sleep(wait.compareTo(LOOK) < 0 ? wait : LOOK);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

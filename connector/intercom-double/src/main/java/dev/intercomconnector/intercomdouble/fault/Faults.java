package dev.intercomconnector.intercomdouble.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The faults that are set, the oldest first; the first that fits and strikes is applied. */
public final class Faults {
  private final RandomGenerator random;
  private final List<FaultRule> rules = new ArrayList<>();
  private CountDownLatch cleared = new CountDownLatch(1);

  public Faults(RandomGenerator random) {
    this.random = random;
  }

  public synchronized void add(FaultRule rule) {
    rules.add(rule);
  }

  /** What is still set, with the times that are left. */
  public synchronized List<FaultRule> rules() {
    return List.copyOf(rules);
  }

  /** Removes all faults and releases the requests that are stalled. */
  public synchronized void clear() {
    rules.clear();
    cleared.countDown();
    cleared = new CountDownLatch(1);
  }

  /** The fault that strikes this request, counted as used. */
  public synchronized Optional<FaultEffect> strike(String method, String path) {
    for (int i = 0; i < rules.size(); i++) {
      FaultRule rule = rules.get(i);
      if (rule.fits(method, path)
          && (rule.probability() >= 1 || random.nextDouble() < rule.probability())) {
        FaultRule left = rule.usedOnce();
        if (left.isUsedUp()) {
          rules.remove(i);
        } else {
          rules.set(i, left);
        }
        return Optional.of(rule.effect());
      }
    }
    return Optional.empty();
  }

  /**
   * Waits in real time.
   *
   * @param duration null for ever
   * @return whether the time is over; false when the faults were cleared before
   */
  public boolean outlast(@Nullable Duration duration) throws InterruptedException {
    CountDownLatch end;
    synchronized (this) {
      end = cleared;
    }
    if (duration == null) {
      end.await();
      return false;
    }
    return !end.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }
}

package dev.intercomconnector.trials.faults;

import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Starts the process instances, at an even pace. */
final class Driver {

  /** A client that lost its engine takes a while to find it again. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration MOMENT = Duration.ofMillis(10);

  private final SendProcess process;
  private final Plan plan;
  private final Ends ends;
  private final Map<String, Long> instanceByKey = new ConcurrentHashMap<>();
  private final ReentrantLock running = new ReentrantLock(true);

  Driver(SendProcess process, Plan plan, Ends ends) {
    this.process = process;
    this.plan = plan;
    this.ends = ends;
  }

  /** Something that the driver had better not be disturbed by. */
  interface Disturbance {
    void happen() throws IOException, InterruptedException;
  }

  /** Starts all instances, or as many as the time allows, and returns. */
  void drive() throws InterruptedException {
    long start = System.nanoTime();
    long between = 1_000_000_000L / plan.perSecond();
    int number = 0;
    while (number < plan.sends() && System.nanoTime() - start < plan.atMost().toNanos()) {
      boolean isAhead = System.nanoTime() - start < number * between;
      // An engine with many open instances becomes slow.
      if (isAhead || number - ends.byKey().size() >= plan.mostOpen()) {
        Thread.sleep(MOMENT);
      } else {
        startOne(number++);
      }
    }
  }

  /** Starts nothing while that happens: nobody could tell whether it was started. */
  void pauseFor(Disturbance disturbance) throws IOException, InterruptedException {
    running.lock();
    try {
      disturbance.happen();
    } finally {
      running.unlock();
    }
  }

  /** The process instance of each business key. */
  Map<String, Long> instanceByKey() {
    return Map.copyOf(instanceByKey);
  }

  private void startOne(int number) throws InterruptedException {
    long since = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      // A key of its own for each attempt: one that was not answered may have been started too.
      String key = "send-%06d-%d".formatted(number, attempt);
      running.lock();
      try {
        instanceByKey.put(key, process.start(number, key));
        return;
      } catch (ClientException e) {
        boolean refused =
            e instanceof ClientStatusException status && SendProcess.isRefused(status);
        if (!refused && System.nanoTime() - since > PATIENCE.toNanos()) {
          throw e;
        }
      } finally {
        running.unlock();
      }
      Thread.sleep(100);
    }
  }
}

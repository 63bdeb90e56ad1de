package dev.intercomconnector.worker.send;

import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.worker.job.JobRunner;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Where jobs of {@code intercom-send-message} arrive. */
@Component
public class SendMessageWorker implements SmartLifecycle {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final JobRunner runner;
  private final SendMessageHandler handler;
  private final Duration lease;
  private final Duration longestSend;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean running;

  SendMessageWorker(
      JobRunner runner,
      SendMessageHandler handler,
      WorkerProperties properties,
      InstantSource clock,
      Sleeper sleeper) {
    this.runner = runner;
    this.handler = handler;
    this.lease = properties.sendMessage().lease();
    this.longestSend = properties.timeouts().call().plus(WorkerProperties.LEASE_MARGIN);
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @JobWorker(type = SendMessageInput.TASK_TYPE, autoComplete = false)
  public void handle(ActivatedJob job) {
    underWay.incrementAndGet();
    try {
      runner.run(job, lease, handler);
    } finally {
      underWay.decrementAndGet();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** What was begun is ended: a send that is cut off would be one of unknown outcome. */
  @Override
  public void stop() {
    Instant until = clock.instant().plus(longestSend);
    try {
      while (underWay.get() > 0 && clock.instant().isBefore(until)) {
        sleeper.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.intercomconnector.worker.send;

import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.worker.job.JobRunner;
import dev.intercomconnector.worker.job.JobType;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Where jobs of {@code intercom-send-message} arrive. */
@Component
class SendMessageWorker implements JobType, SmartLifecycle {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final JobRunner runner;
  private final SendMessageHandler handler;
  private final WorkerProperties.Taking settings;
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
    this.settings = properties.sendMessage();
    this.longestSend = properties.timeouts().call().plus(WorkerProperties.LEASE_MARGIN);
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public String name() {
    return settings.type();
  }

  @Override
  public Duration lease() {
    return settings.lease();
  }

  @Override
  public int maxJobsActive() {
    return settings.maxJobsActive();
  }

  @Override
  public List<String> variables() {
    return SendMessageHandler.VARIABLES;
  }

  @Override
  public void handle(ActivatedJob job) {
    underWay.incrementAndGet();
    try {
      runner.run(job, settings.lease(), handler);
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

package dev.intercomconnector.worker.workspace;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Asks again and again how the workspaces stand, on a thread of its own. */
@Component
class RegularCheck implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RegularCheck.class);

  private final Workspaces workspaces;
  private final Duration pause;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("intercom-check").factory());
  private volatile boolean running;

  RegularCheck(Workspaces workspaces, WorkerProperties properties) {
    this.workspaces = workspaces;
    this.pause = properties.checkEvery();
  }

  @Override
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::check, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    running = true;
  }

  /** An error would end the schedule for good. */
  private void check() {
    try {
      workspaces.checkAll();
    } catch (RuntimeException e) {
      LOG.error("The workspaces could not be checked; they are checked again.", e);
    }
  }

  @Override
  public void stop() {
    thread.shutdownNow();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.intercomconnector.worker.job;

import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.CamundaClient;
import io.camunda.client.annotation.customizer.JobWorkerValueCustomizer;
import io.camunda.client.annotation.value.JobWorkerValue;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.client.jobhandling.JobWorkerManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes jobs only while some workspace can be used: otherwise every job would be handed back for
 * nothing. So the starter's own opening of the annotated workers is held back and done here.
 */
@Component
class JobTaking implements JobWorkerValueCustomizer {

  static final Duration LONGEST_POLL = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(JobTaking.class);

  private final WorkerProperties properties;
  private final Workspaces workspaces;
  // Looked up late: the starter's beans ask for the customizers while they are being made.
  private final ObjectProvider<CamundaClient> client;
  private final ObjectProvider<JobWorkerManager> manager;
  private final List<JobWorkerValue> held = new ArrayList<>();
  private final List<JobWorker> open = new ArrayList<>();
  private boolean started;

  JobTaking(
      WorkerProperties properties,
      Workspaces workspaces,
      ObjectProvider<CamundaClient> client,
      ObjectProvider<JobWorkerManager> manager) {
    this.properties = properties;
    this.workspaces = workspaces;
    this.client = client;
    this.manager = manager;
  }

  @Override
  public synchronized void customize(JobWorkerValue worker) {
    if (worker.getType().equals(SendMessageInput.TASK_TYPE)) {
      worker.setTimeout(properties.sendMessage().lease());
      worker.setMaxJobsActive(properties.sendMessage().maxJobsActive());
      worker.setFetchVariables(JobMemory.fetchedWith(SendMessageInput.VARIABLES));
    } else {
      worker.setTimeout(properties.findConversation().lease());
      worker.setMaxJobsActive(properties.findConversation().maxJobsActive());
      worker.setFetchVariables(JobMemory.fetchedWith(FindConversationInput.VARIABLES));
    }
    worker.setStreamEnabled(true);
    // The stream brings the jobs. A poll only fetches what was there before it, and one that stayed
    // at the gateway when the worker has closed would swallow the jobs that are handed back then.
    worker.setRequestTimeout(LONGEST_POLL);
    worker.setEnabled(false);
    if (held.stream().noneMatch(known -> known.getType().equals(worker.getType()))) {
      held.add(worker);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  synchronized void start() {
    started = true;
    workspaces.onCheck(this::openOrClose);
    openOrClose();
  }

  @EventListener(ContextClosedEvent.class)
  synchronized void stop() {
    started = false;
    open.forEach(JobWorker::close);
    open.clear();
  }

  private synchronized void openOrClose() {
    if (started && open.isEmpty() && workspaces.anyUsable()) {
      held.forEach(worker -> open.add(manager.getObject().openWorker(client.getObject(), worker)));
      LOG.info("Jobs are taken.");
    } else if (!open.isEmpty() && !workspaces.anyUsable()) {
      open.forEach(manager.getObject()::closeWorker);
      open.clear();
      LOG.error("No workspace can be used, so no jobs are taken until one can.");
    }
  }
}

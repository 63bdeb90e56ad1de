package dev.intercomconnector.worker.job;

import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.client.metrics.CamundaClientMetricsBridge;
import io.camunda.client.metrics.MicrometerMetricsRecorder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes the jobs of both types from the engine, and only while some workspace can be used:
 * otherwise every job would be handed back for nothing.
 */
@Component
class JobSubscription {

  static final Duration LONGEST_POLL = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(JobSubscription.class);

  private final Workspaces workspaces;
  private final CamundaClient client;
  private final List<JobType> types;
  private final MicrometerMetricsRecorder metrics;
  private final List<JobWorker> open = new ArrayList<>();
  private boolean started;

  JobSubscription(
      WorkerProperties properties,
      Workspaces workspaces,
      CamundaClient client,
      List<JobType> types,
      MeterRegistry meters) {
    this.workspaces = workspaces;
    this.client = client;
    this.types =
        types.stream().filter(type -> !properties.disabledTypes().contains(type.name())).toList();
    this.metrics = new MicrometerMetricsRecorder(meters);
  }

  @EventListener(ContextRefreshedEvent.class)
  synchronized void start() {
    started = true;
    workspaces.onCheck(this::openOrClose);
    openOrClose();
  }

  /** Before anything else stops: a job that is handed back would be pushed straight back here. */
  @EventListener(ContextClosedEvent.class)
  synchronized void stop() {
    started = false;
    close();
  }

  private synchronized void openOrClose() {
    if (started && open.isEmpty() && workspaces.takeJobs()) {
      types.forEach(this::open);
      LOG.info(
          "Jobs of the types {} are taken.",
          types.stream().map(JobType::name).collect(Collectors.joining(", ")));
    } else if (!open.isEmpty() && !workspaces.takeJobs()) {
      close();
      LOG.error("No workspace can be used, so no jobs are taken until one can.");
    }
  }

  private void open(JobType type) {
    open.add(
        client
            .newWorker()
            .jobType(type.name())
            .handler((unused, job) -> type.handle(job))
            .name(type.name())
            .timeout(type.lease())
            .maxJobsActive(type.maxJobsActive())
            .fetchVariables(type.variables())
            .streamEnabled(true)
            // The stream brings the jobs. A poll only fetches what was there before it, and one
            // that stayed at the gateway when the worker has closed would swallow the jobs that
            // are handed back then.
            .requestTimeout(LONGEST_POLL)
            .metrics(new CamundaClientMetricsBridge(metrics, type.name()))
            .open());
  }

  private void close() {
    open.forEach(JobWorker::close);
    open.clear();
  }
}

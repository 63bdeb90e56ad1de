package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.task.ending.JobEnd;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.JobKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes a delivery of a job from its arrival, through its task's handler, to its end. */
@Component
public class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final JobEndSender sender;
  private final ObjectMapper json;
  private final InstantSource clock;

  public JobRunner(JobEndSender sender, ObjectMapper json, InstantSource clock) {
    this.sender = sender;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Handles a job as Camunda's client gives it.
   *
   * @param lease for how long the worker takes such jobs
   */
  public void run(ActivatedJob activated, Duration lease, JobHandler handler) {
    try {
      run(read(activated, lease), handler);
    } catch (RuntimeException e) {
      // Camunda's client would fail the job without a backoff, and another worker could get it
      // although this one's request is under way.
      LOG.error(
          "The worker itself failed with job {}, which comes again when its lease ends",
          activated.getKey(),
          e);
    }
  }

  void run(Job job, JobHandler handler) {
    try (JobLogContext ignored = JobLogContext.of(job)) {
      LOG.debug("A job of type {} is taken.", job.task().type());
      sender.send(job, end(job, handler));
    }
  }

  /** An error of ours becomes an incident, never a silent retry. */
  private static DeliveryEnd end(Job job, JobHandler handler) {
    if (job.task().listener()) {
      return DeliveryEnd.of(
          new JobEnd.Incident(
              ("INTERCOM_INVALID_REQUEST: '%s' is the type of a listener here, but it works as a"
                      + " service task only: a listener cannot remember what it has sent. Put the"
                      + " task into the diagram.")
                  .formatted(job.task().type()),
              Map.of()));
    }
    try {
      return handler.handle(job);
    } catch (RuntimeException e) {
      LOG.error("The worker itself failed with {}", job, e);
      // Without variables: what the engine knows of a send that was begun has to stay.
      return DeliveryEnd.of(
          new JobEnd.Incident(
              "The worker failed: %s. This is a bug; please report it with the worker's log."
                  .formatted(e),
              Map.of()));
    }
  }

  private Job read(ActivatedJob job, Duration lease) {
    return new Job(
        job.getKey(),
        job.getElementInstanceKey(),
        job.getProcessInstanceKey(),
        job.getRetries(),
        new Job.Task(
            job.getType(),
            job.getElementId(),
            job.getTenantId(),
            job.getKind() == JobKind.EXECUTION_LISTENER || job.getKind() == JobKind.TASK_LISTENER,
            Map.copyOf(job.getCustomHeaders())),
        Job.Lease.of(Instant.ofEpochMilli(job.getDeadline()), lease, clock.instant()),
        variables(job));
  }

  private JsonNode variables(ActivatedJob job) {
    try {
      return json.readTree(job.getVariables());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the engine gave variables that are no JSON", e);
    }
  }
}

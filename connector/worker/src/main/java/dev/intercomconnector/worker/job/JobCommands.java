package dev.intercomconnector.worker.job;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The command that ends a delivery of a job. While the engine cannot take it, it is repeated until
 * the job's lease ends; then the engine hands the job out again by itself. After its lease a job
 * may only be completed: anything else could undo what the next worker did.
 */
@Component
class JobCommands {

  private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** The engine refuses commands that are too large. */
  private static final int LONGEST_MESSAGE = 6000;

  private final ObjectProvider<CamundaClient> client;
  private final InstantSource clock;

  JobCommands(ObjectProvider<CamundaClient> client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  void complete(ActivatedJob job, Map<String, Object> variables) {
    send(job, () -> client.getObject().newCompleteCommand(job.getKey()).variables(variables));
  }

  /**
   * Gives the job back.
   *
   * @param retries zero makes an incident
   * @param variables become local to the element instance
   */
  void fail(
      ActivatedJob job,
      int retries,
      @Nullable Duration backoff,
      String message,
      Map<String, Object> variables) {
    whileLeased(
        job,
        () ->
            client
                .getObject()
                .newFailCommand(job.getKey())
                .retries(retries)
                .retryBackoff(backoff == null ? Duration.ZERO : backoff)
                .errorMessage(shorten(message))
                .variables(variables));
  }

  void throwBpmnError(
      ActivatedJob job, String code, String message, Map<String, Object> variables) {
    whileLeased(
        job,
        () ->
            client
                .getObject()
                .newThrowErrorCommand(job.getKey())
                .errorCode(code)
                .errorMessage(shorten(message))
                .variables(variables));
  }

  /**
   * Sets variables local to the job's element instance, which its next delivery brings along.
   *
   * @return whether the engine has them for certain
   */
  boolean setLocal(ActivatedJob job, Map<String, Object> variables) {
    return whileLeased(
        job,
        () ->
            client
                .getObject()
                .newSetVariablesCommand(job.getElementInstanceKey())
                .variables(variables)
                .local(true));
  }

  private boolean whileLeased(ActivatedJob job, Supplier<? extends FinalCommandStep<?>> command) {
    if (clock.instant().isBefore(Instant.ofEpochMilli(job.getDeadline()))) {
      return send(job, command);
    }
    LOG.warn(
        "The lease of job {} of element '{}' (process instance {}) ended before it could be given"
            + " back; the engine hands it out again.",
        job.getKey(),
        job.getElementId(),
        job.getProcessInstanceKey());
    return false;
  }

  private boolean send(ActivatedJob job, Supplier<? extends FinalCommandStep<?>> command) {
    Instant leaseEnd = Instant.ofEpochMilli(job.getDeadline());
    Duration pause = PAUSE;
    while (true) {
      try {
        command.get().send().join();
        return true;
      } catch (ClientException e) {
        if (!isPassing(e) || clock.instant().plus(pause).isAfter(leaseEnd) || !sleep(pause)) {
          LOG.warn(
              "The engine did not take a command for job {} of element '{}' (process instance {}): {}",
              job.getKey(),
              job.getElementId(),
              job.getProcessInstanceKey(),
              e.getMessage());
          return false;
        }
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
  }

  private static boolean isPassing(ClientException failure) {
    if (failure instanceof ClientStatusException status) {
      Status.Code code = status.getStatusCode();
      return switch (code) {
        case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, ABORTED, CANCELLED ->
            true;
        default -> false;
      };
    }
    return true;
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String shorten(String message) {
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }
}

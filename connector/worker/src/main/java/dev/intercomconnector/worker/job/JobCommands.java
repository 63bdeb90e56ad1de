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
 * the job's lease ends, a completion a little longer; then the engine hands the job out again by
 * itself. After its lease a job may only be completed: anything else could undo what the next
 * worker did.
 */
@Component
class JobCommands {

  private static final Logger LOG = LoggerFactory.getLogger(JobCommands.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** How much later than its lease a job may still be completed: others wait that long. */
  static final Duration GRACE = Duration.ofSeconds(10);

  /** The engine refuses commands that are too large. */
  private static final int LONGEST_MESSAGE = 6000;

  private final ObjectProvider<CamundaClient> client;
  private final InstantSource clock;

  JobCommands(ObjectProvider<CamundaClient> client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  void complete(ActivatedJob job, Map<String, Object> variables) {
    // As long as others wait for the worker that had the job: see EarlierSend.
    send(
        job,
        leaseEnd(job).plus(GRACE),
        leaseEnd(job).plus(GRACE),
        () -> client.getObject().newCompleteCommand(job.getKey()).variables(variables));
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
    // A fail that was executed although its answer was lost must not be repeated once the job may
    // have been handed out again: it would undo what the next delivery did.
    Instant handedOutAgain =
        retries == 0
            ? Instant.MAX
            : clock.instant().plus(backoff == null ? Duration.ZERO : backoff);
    whileLeased(
        job,
        handedOutAgain,
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
        Instant.MAX,
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
        Instant.MAX,
        () ->
            client
                .getObject()
                .newSetVariablesCommand(job.getElementInstanceKey())
                .variables(variables)
                .local(true));
  }

  /**
   * Sends a command that only a job's own lease allows.
   *
   * @param surelyUntil until when the command may be repeated although it may have been executed
   */
  private boolean whileLeased(
      ActivatedJob job, Instant surelyUntil, Supplier<? extends FinalCommandStep<?>> command) {
    if (clock.instant().isBefore(leaseEnd(job))) {
      return send(job, leaseEnd(job), surelyUntil, command);
    }
    LOG.warn(
        "The lease of job {} of element '{}' (process instance {}) ended before it could be given"
            + " back; the engine hands it out again.",
        job.getKey(),
        job.getElementId(),
        job.getProcessInstanceKey());
    return false;
  }

  private boolean send(
      ActivatedJob job,
      Instant until,
      Instant surelyUntil,
      Supplier<? extends FinalCommandStep<?>> command) {
    Duration pause = PAUSE;
    while (true) {
      try {
        command.get().send().join();
        return true;
      } catch (ClientException e) {
        Instant next = clock.instant().plus(pause);
        boolean again =
            switch (effect(e)) {
              case NONE -> next.isBefore(until);
              case UNKNOWN -> next.isBefore(until) && next.isBefore(surelyUntil);
              case FINAL -> false;
            };
        if (!again || !sleep(pause)) {
          LOG.warn(
              "The engine did not take a command for job {} of element '{}' (process instance {}): {}",
              job.getKey(),
              job.getElementId(),
              job.getProcessInstanceKey(),
              e.getMessage());
          return false;
        }
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      }
    }
  }

  /** What a command that failed may have done. */
  private enum Effect {
    /** Nothing: it was turned away. */
    NONE,
    /** Perhaps all of it. */
    UNKNOWN,
    /** Nothing, and it never will. */
    FINAL
  }

  private static Effect effect(ClientException failure) {
    if (failure instanceof ClientStatusException status) {
      Status.Code code = status.getStatusCode();
      return switch (code) {
        case RESOURCE_EXHAUSTED -> Effect.NONE;
        case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, ABORTED, CANCELLED -> Effect.UNKNOWN;
        default -> Effect.FINAL;
      };
    }
    return Effect.UNKNOWN;
  }

  private static Instant leaseEnd(ActivatedJob job) {
    return Instant.ofEpochMilli(job.getDeadline());
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

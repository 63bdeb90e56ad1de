package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.intercomconnector.task.ending.RetryState;
import dev.intercomconnector.task.ending.RetryTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A job as the engine gave it to this worker.
 *
 * @param key the same over all deliveries, retries and incidents of the job
 * @param retries as the designer set them and earlier failures left them
 * @param task what all jobs of one task in the diagram have in common
 * @param variables a missing node once the job only waits
 */
public record Job(
    long key,
    long elementInstanceKey,
    long processInstanceKey,
    int retries,
    Task task,
    Lease lease,
    JsonNode variables) {

  /**
   * One task of a diagram.
   *
   * @param type the task type
   * @param element the task's id in the diagram
   * @param tenant in Camunda
   * @param listener whether the job is that of a listener, not of the task itself
   */
  public record Task(
      String type, String element, String tenant, boolean listener, Map<String, String> headers) {}

  /**
   * How long this worker has the job, by its own clock.
   *
   * @param from when the engine gave the job out; no later than that
   * @param until when the engine takes it back; no later than that
   */
  public record Lease(Instant from, Instant until) {

    /**
     * A clock of ours that is behind the engine's would make a lease look longer than it is, so the
     * moment of the job's arrival bounds both ends.
     *
     * @param deadline the end of the lease by the engine's clock
     * @param length as this worker asks for it
     * @param arrived now, by the worker's clock
     */
    static Lease of(Instant deadline, Duration length, Instant arrived) {
      return new Lease(
          earlier(deadline.minus(length), arrived), earlier(deadline, arrived.plus(length)));
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }

  /** What is left of the lease; negative once it is over. */
  public Duration leaseLeft(Instant now) {
    return Duration.between(now, lease.until());
  }

  public RetryTerms retryTerms() {
    return new RetryTerms(retries, task.headers(), RetryState.of(key, variables));
  }

  /** For a job that is kept for long: its variables are not needed any more. */
  public Job withoutVariables() {
    return new Job(
        key,
        elementInstanceKey,
        processInstanceKey,
        retries,
        task,
        lease,
        MissingNode.getInstance());
  }

  public Job with(Task shared) {
    return new Job(key, elementInstanceKey, processInstanceKey, retries, shared, lease, variables);
  }

  public Job leasedUntil(Instant until) {
    return new Job(
        key,
        elementInstanceKey,
        processInstanceKey,
        retries,
        task,
        new Lease(lease.from(), until),
        variables);
  }

  /** Where the job is in the engine, for a line of the log. */
  @Override
  public String toString() {
    return "job %d of element '%s' (process instance %d)"
        .formatted(key, task.element(), processInstanceKey);
  }
}

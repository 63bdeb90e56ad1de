package dev.intercomconnector.task.ending;

import java.time.Duration;
import java.util.Map;

/** How one delivery of a job ends. A handler returns it; only the worker's sender acts on it. */
public sealed interface JobEnd {

  /**
   * The shortest time for which a job is given back. A late fail command can take a job from its
   * present holder; until this time has passed, the engine gives it to nobody else, and the
   * holder's send marker is in the engine.
   */
  Duration SHORTEST_BACKOFF = Duration.ofSeconds(10);

  /** The work is done. */
  record Complete(Map<String, Object> variables) implements JobEnd {}

  /**
   * The job comes again.
   *
   * @param retries the job then has; at least 1, so that a pause is never an incident
   * @param backoff until it comes; at least {@link #SHORTEST_BACKOFF}
   * @param variables become local to the element instance
   */
  record Retry(int retries, Duration backoff, String message, Map<String, Object> variables)
      implements JobEnd {

    public Retry {
      retries = Math.max(1, retries);
      backoff = backoff.compareTo(SHORTEST_BACKOFF) < 0 ? SHORTEST_BACKOFF : backoff;
    }
  }

  /**
   * An operator has to act.
   *
   * @param variables become local to the element instance
   */
  record Incident(String message, Map<String, Object> variables) implements JobEnd {}

  /**
   * The diagram decides.
   *
   * @param variables go to the event that catches the error; {@link FailurePolicy#ERROR} among them
   *     also to the process, where the tasks after that event find it
   */
  record BpmnError(String code, String message, Map<String, Object> variables) implements JobEnd {}

  /**
   * The job stays with this worker until it is answered.
   *
   * @param variables are set local to the element instance, for the delivery after a crash
   */
  record KeepWaiting(Map<String, Object> variables) implements JobEnd {}
}

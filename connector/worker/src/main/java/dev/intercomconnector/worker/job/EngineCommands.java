package dev.intercomconnector.worker.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The engine's commands on jobs. Each call is one try: it ends with the engine's answer, or without
 * one after {@link #LIMIT} ({@link #COMPLETION_LIMIT} for a completion). A try without an answer
 * may be executed at any later moment.
 */
public interface EngineCommands {

  /** The longest time for which a command that needs a lease is waited for. */
  Duration LIMIT = Duration.ofSeconds(3);

  Duration COMPLETION_LIMIT = Duration.ofSeconds(10);

  CommandAnswer complete(long jobKey, Map<String, Object> variables);

  /**
   * Fails a job.
   *
   * @param retries zero makes an incident
   * @param variables become local to the element instance
   */
  CommandAnswer fail(
      long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables);

  CommandAnswer throwBpmnError(
      long jobKey, String code, String message, Map<String, Object> variables);

  /**
   * Sets variables in one scope and in none above it.
   *
   * @param scope an element instance, in whatever state its job is, or a process instance
   */
  CommandAnswer setLocal(long scope, Map<String, Object> variables);

  /** Lets the job's lease end so long after now. Does not block. */
  CompletionStage<CommandAnswer> updateTimeout(long jobKey, Duration lease);
}

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.Standing;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the jobs of both tasks have in common: how they begin and how they end well. */
@Component
class TaskJobs {

  private static final Logger LOG = LoggerFactory.getLogger(TaskJobs.class);

  private final Workspaces workspaces;
  private final Expressions expressions;
  private final Failures failures;
  private final JobCommands commands;
  private final ObjectMapper json;

  TaskJobs(
      Workspaces workspaces,
      Expressions expressions,
      Failures failures,
      JobCommands commands,
      ObjectMapper json) {
    this.workspaces = workspaces;
    this.expressions = expressions;
    this.failures = failures;
    this.commands = commands;
    this.json = json;
  }

  /** A task's work on a job. */
  interface Work {
    void on(JsonNode variables, JobMemory memory);
  }

  /** Does the work; an error of ours becomes an incident, never a silent retry. */
  void handle(ActivatedJob job, Work work) {
    try (JobInLog ignored = JobInLog.of(job)) {
      handleInLog(job, work);
    }
  }

  private void handleInLog(ActivatedJob job, Work work) {
    try {
      LOG.debug("A job of type {} is taken.", job.getType());
      JsonNode variables = json.readTree(job.getVariables());
      work.on(variables, JobMemory.of(job, variables));
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.error("Job {} failed in the worker itself", job.getKey(), e);
      // Without variables: what the engine knows of a send that was begun has to stay.
      commands.fail(
          job,
          0,
          null,
          "The worker failed: %s. This is a bug; please report it with the worker's log."
              .formatted(e),
          Map.of());
    }
  }

  /**
   * The workspace that the task names, once everything that can be refused without asking Intercom
   * has been looked at. Empty where the job has been answered already.
   */
  Optional<IntercomWorkspace> workspace(
      ActivatedJob job, JobMemory memory, String name, @Nullable String accessToken) {
    Optional<String> wrong = expressions.problem(job.getCustomHeaders());
    if (wrong.isPresent()) {
      failures.incident(job, memory, invalid(wrong.get(), "Correct the expression."));
      return Optional.empty();
    }
    return switch (workspaces.of(name, accessToken, job.getTenantId())) {
      case Outcome.Failed<IntercomWorkspace> failed -> {
        failures.handle(job, memory, failed.failure());
        yield Optional.empty();
      }
      case Outcome.Done<IntercomWorkspace> done -> {
        if (done.value().standing() instanceof Standing.Unusable unusable) {
          failures.handBack(job, memory, unusable.reason());
          yield Optional.empty();
        }
        yield Optional.of(done.value());
      }
    };
  }

  /** The read inputs; empty where they were refused and the job has been answered. */
  <T> Optional<T> input(ActivatedJob job, JobMemory memory, Outcome<T> read) {
    return switch (read) {
      case Outcome.Done<T> done -> Optional.of(done.value());
      case Outcome.Failed<T> failed -> {
        failures.handle(job, memory, failed.failure());
        yield Optional.empty();
      }
    };
  }

  /**
   * Completes the job with its result, unless the task's error expression wants it otherwise.
   *
   * @param ifBroken what the next delivery should know if an expression cannot be evaluated
   */
  void complete(ActivatedJob job, JsonNode result, JobMemory ifBroken) {
    Map<String, Object> variables;
    Optional<Expressions.Decision> decision;
    try {
      Map<?, ?> plain = json.convertValue(result, Map.class);
      variables = expressions.output(plain, job.getCustomHeaders());
      decision = expressions.decide(plain, job.getCustomHeaders(), job.getRetries());
    } catch (RuntimeException e) {
      commands.fail(
          job,
          0,
          null,
          "INTERCOM_INVALID_REQUEST: The task did its work, but an expression of it could not be"
              + " evaluated: %s. Correct the expression and retry; the work is not done again."
                  .formatted(e.getMessage()),
          ifBroken.variables(job));
      return;
    }
    if (decision.isPresent()) {
      failures.apply(job, ifBroken, decision.get());
    } else {
      commands.complete(job, variables);
    }
  }

  private static Problem invalid(String summary, String advice) {
    return new Problem(ErrorCode.INTERCOM_INVALID_REQUEST, summary, advice);
  }
}

package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import dev.intercomconnector.worker.schedule.ModelJob.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the engine does with jobs, as far as a worker can tell. It never asks who sends a command:
 * only the state of the job counts. {@link ModelEngineIT} holds it to Camunda's own engine.
 */
final class ModelEngine {

  private static final CommandAnswer GONE = new CommandAnswer(Effect.GONE, "no such job");
  private static final CommandAnswer WRONG_STATE =
      new CommandAnswer(Effect.WRONG_STATE, "the job's state does not allow it");

  private final ObjectMapper json;
  private final InstantSource clock;
  private final Set<String> caughtErrors;
  private final List<ModelJob> jobs = new ArrayList<>();

  /**
   * @param caughtErrors the codes of the BPMN errors that a boundary event catches
   */
  ModelEngine(ObjectMapper json, InstantSource clock, Set<String> caughtErrors) {
    this.json = json;
    this.clock = clock;
    this.caughtErrors = caughtErrors;
  }

  /** What a worker is given with a job: all as of that moment. */
  record Activation(ModelJob job, int retries, Instant deadline, Map<String, JsonNode> variables) {}

  ModelJob create(int retries, Map<String, ?> inputs, Map<String, String> headers) {
    ModelJob job = new ModelJob(jobs.size() + 1L, retries, headers);
    set(job, inputs);
    jobs.add(job);
    return job;
  }

  List<ModelJob> jobs() {
    return jobs;
  }

  /** Ends the leases and backoffs that are over by now. */
  void passTime() {
    Instant now = clock.instant();
    for (ModelJob job : jobs) {
      if ((job.state == State.ACTIVATED || job.state == State.BACKOFF)
          && !now.isBefore(job.until)) {
        job.state = State.ACTIVATABLE;
      }
    }
  }

  /**
   * Gives a job out.
   *
   * @throws IllegalStateException when the job is not to be had
   */
  Activation activate(ModelJob job, Duration lease) {
    if (job.state != State.ACTIVATABLE) {
      throw new IllegalStateException("the job is " + job.state);
    }
    job.state = State.ACTIVATED;
    job.until = clock.instant().plus(lease);
    return new Activation(job, job.retries, job.until, new TreeMap<>(job.variables));
  }

  CommandAnswer complete(long jobKey, Map<String, ?> variables) {
    ModelJob job = job(jobKey);
    CommandAnswer answer = ifHandedOut(job);
    if (answer.effect() == Effect.TAKEN) {
      job.state = State.COMPLETED;
      Map<String, JsonNode> result = new HashMap<>();
      variables.forEach((name, value) -> result.put(name, json.valueToTree(value)));
      job.result = result;
    }
    return answer;
  }

  CommandAnswer fail(
      long jobKey, int retries, Duration backoff, String message, Map<String, ?> variables) {
    ModelJob job = job(jobKey);
    CommandAnswer answer = ifHandedOut(job);
    if (answer.effect() == Effect.TAKEN) {
      set(job, variables);
      job.retries = retries;
      job.message = message;
      if (retries == 0) {
        job.state = State.INCIDENT;
      } else if (backoff.isZero()) {
        job.state = State.ACTIVATABLE;
      } else {
        job.state = State.BACKOFF;
        job.until = clock.instant().plus(backoff);
      }
    }
    return answer;
  }

  /** An error that nobody catches is taken all the same; its variables are dropped. */
  CommandAnswer throwBpmnError(long jobKey, String code, String message) {
    ModelJob job = job(jobKey);
    CommandAnswer answer = ifHandedOut(job);
    if (answer.effect() == Effect.TAKEN) {
      job.message = code + ": " + message;
      job.state = caughtErrors.contains(code) ? State.ERROR_CAUGHT : State.UNCAUGHT_ERROR;
    }
    return answer;
  }

  /** Sets variables local to an element instance, in whatever state its job is. */
  CommandAnswer setLocal(long elementInstanceKey, Map<String, ?> variables) {
    ModelJob job =
        jobs.stream()
            .filter(each -> each.elementInstanceKey == elementInstanceKey)
            .findAny()
            .orElseThrow();
    if (job.isOver()) {
      return GONE;
    }
    set(job, variables);
    return CommandAnswer.TAKEN;
  }

  CommandAnswer updateTimeout(long jobKey, Duration lease) {
    ModelJob job = job(jobKey);
    if (job.isOver()) {
      return GONE;
    }
    if (job.state != State.ACTIVATED) {
      return WRONG_STATE;
    }
    job.until = clock.instant().plus(lease);
    passTime();
    return CommandAnswer.TAKEN;
  }

  /** An operator's retry. A job without retries gets one. */
  void resolveIncident(ModelJob job) {
    if (!job.isIncident()) {
      throw new IllegalStateException("the job is " + job.state);
    }
    job.retries = Math.max(1, job.retries);
    job.state = State.ACTIVATABLE;
  }

  private CommandAnswer ifHandedOut(ModelJob job) {
    if (job.isOver()) {
      return GONE;
    }
    return job.state == State.ACTIVATABLE || job.state == State.ACTIVATED
        ? CommandAnswer.TAKEN
        : WRONG_STATE;
  }

  private void set(ModelJob job, Map<String, ?> variables) {
    variables.forEach((name, value) -> job.variables.put(name, json.valueToTree(value)));
  }

  private ModelJob job(long key) {
    return jobs.get((int) key - 1);
  }
}

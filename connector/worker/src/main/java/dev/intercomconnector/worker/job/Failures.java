package dev.intercomconnector.worker.job;

import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.OnUnknownOutcome;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendResolution;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** What becomes of a job that could not be done. */
@Component
class Failures {

  private static final String RETRY_BACKOFF = "retryBackoff";
  private static final Duration USUAL_BACKOFF = Duration.ofSeconds(30);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  private static final Duration HANDED_BACK_FOR = Duration.ofSeconds(30);
  private static final Duration YOUNG_FLOOR = Duration.ofSeconds(5);
  private static final Duration YOUNG_CEILING = Duration.ofMinutes(1);

  private final JobCommands commands;
  private final Expressions expressions;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final Duration youngContactWindow;
  private final InstantSource clock;

  Failures(
      JobCommands commands,
      Expressions expressions,
      WorkerProperties properties,
      InstantSource clock) {
    this.commands = commands;
    this.expressions = expressions;
    this.youngContactWindow = properties.youngContactWindow();
    this.clock = clock;
  }

  /** For a reason that is not the job's: comes again later with its retries unchanged. */
  void handBack(ActivatedJob job, JobMemory memory, String reason) {
    commands.fail(
        job, job.getRetries(), backoff.after(HANDED_BACK_FOR), reason, memory.variables(job));
  }

  /** Waits on: comes again after the pause with its retries unchanged. */
  void waitOn(ActivatedJob job, JobMemory memory, Duration pause, String reason) {
    commands.fail(job, job.getRetries(), pause, reason, memory.afterAttempt().variables(job));
  }

  /** Ends the delivery as the kind of failure asks for. */
  void handle(ActivatedJob job, JobMemory memory, Failure failure) {
    switch (failure) {
      case Failure.RateLimited limited ->
          waitOn(job, memory, backoff.after(limited.after()), limited.problem().describe());
      case Failure.ContactUnknown unknown -> contactUnknown(job, memory, unknown.problem());
      case Failure.Rejected rejected -> incident(job, memory, rejected.problem());
      case Failure.NotExecuted notExecuted -> retry(job, memory, notExecuted.problem());
      case Failure.OutcomeUnknown unknown -> incident(job, memory, unknown.problem());
    }
  }

  private void contactUnknown(ActivatedJob job, JobMemory memory, Problem problem) {
    Instant now = clock.instant();
    Instant deadline =
        memory.deadline() == null
            ? now.plus(youngContactWindow).truncatedTo(ChronoUnit.MILLIS)
            : memory.deadline();
    if (!now.isBefore(deadline)) {
      incident(job, memory, problem);
      return;
    }
    Duration pause = backoff.growing(YOUNG_FLOOR, YOUNG_CEILING, memory.attempts());
    Duration left = Duration.between(now, deadline);
    waitOn(
        job,
        memory.withDeadline(deadline),
        pause.compareTo(left) < 0 ? pause : left,
        problem.describe() + " It may be new, so it is looked for until " + deadline + ".");
  }

  /**
   * Ends a delivery of a send that may or may not have been executed.
   *
   * @param marker of that send
   */
  void unknown(
      ActivatedJob job,
      JobMemory memory,
      SendMarker marker,
      Problem problem,
      OnUnknownOutcome onUnknownOutcome) {
    Problem withHelp =
        new Problem(
            problem.code(),
            problem.summary(),
            problem.advice() + " " + SendResolution.howTo(marker.attemptId()),
            problem.intercom());
    switch (onUnknownOutcome) {
      case INCIDENT -> incident(job, memory.withMarker(marker.unknown()), withHelp);
      case RESEND -> retry(job, memory.withMarker(null), problem);
      case BPMN_ERROR -> {
        // Kept, since an error that nobody catches brings the job back.
        JobMemory kept = memory.withMarker(marker.unknown());
        if (!designerDecides(job, kept, withHelp)) {
          throwBpmnError(job, kept, withHelp);
        }
      }
    }
  }

  /** Throws the problem's own code as a BPMN error. */
  void throwBpmnError(ActivatedJob job, JobMemory memory, Problem problem) {
    keepMarker(job, memory);
    commands.throwBpmnError(
        job, problem.code().name(), problem.describe(), Map.of("error", describe(problem)));
  }

  /** The same call would be refused again, so no retry is spent on it. */
  void incident(ActivatedJob job, JobMemory memory, Problem problem) {
    if (!designerDecides(job, memory, problem)) {
      commands.fail(
          job, 0, null, problem.describe(), variables(job, memory.startedAfresh(), problem));
    }
  }

  private void retry(ActivatedJob job, JobMemory memory, Problem problem) {
    if (designerDecides(job, memory, problem)) {
      return;
    }
    Optional<Duration> floor = retryBackoff(job);
    if (floor.isEmpty()) {
      incident(
          job,
          memory,
          new Problem(
              ErrorCode.INTERCOM_INVALID_REQUEST,
              "The header 'retryBackoff' is '%s'; it must be an ISO-8601 duration such as PT30S."
                  .formatted(job.getCustomHeaders().get(RETRY_BACKOFF)),
              "Correct the task's retry backoff."));
      return;
    }
    int left = Math.max(0, job.getRetries() - 1);
    JobMemory next = left == 0 ? memory.startedAfresh() : memory.afterAttempt();
    commands.fail(
        job,
        left,
        backoff.growing(floor.get(), LONGEST_BACKOFF, memory.attempts()),
        problem.describe(),
        variables(job, next, problem));
  }

  /** Whether the task's error expression had an answer to the problem. */
  private boolean designerDecides(ActivatedJob job, JobMemory memory, Problem problem) {
    Optional<Expressions.Decision> decision;
    try {
      decision =
          expressions.decide(
              Map.of("error", describe(problem)), job.getCustomHeaders(), job.getRetries());
    } catch (RuntimeException e) {
      commands.fail(
          job,
          0,
          null,
          "'errorExpression' could not be evaluated: %s. It was about: %s"
              .formatted(e.getMessage(), problem.describe()),
          variables(job, memory.startedAfresh(), problem));
      return true;
    }
    decision.ifPresent(found -> apply(job, memory, found));
    return decision.isPresent();
  }

  void apply(ActivatedJob job, JobMemory memory, Expressions.Decision decision) {
    switch (decision) {
      case Expressions.Decision.CompleteJob complete ->
          commands.complete(job, complete.variables());
      case Expressions.Decision.ThrowBpmnError error -> {
        keepMarker(job, memory);
        commands.throwBpmnError(
            job, error.code(), error.message() == null ? "" : error.message(), error.variables());
      }
      case Expressions.Decision.FailJob fail -> {
        Map<String, Object> variables = new HashMap<>(fail.variables());
        variables.putAll(memory.afterAttempt().variables(job));
        commands.fail(
            job,
            fail.retries(),
            fail.backoff(),
            fail.message() == null ? "" : fail.message(),
            variables);
      }
    }
  }

  /** An error's variables would reach the process, so the marker goes by a command of its own. */
  private void keepMarker(ActivatedJob job, JobMemory memory) {
    if (job.getType().equals(SendMessageInput.TASK_TYPE)) {
      commands.setLocal(job, memory.markerVariable(job));
    }
  }

  private static Map<String, Object> variables(
      ActivatedJob job, JobMemory memory, Problem problem) {
    Map<String, Object> variables = new HashMap<>(memory.variables(job));
    variables.put("error", describe(problem));
    return variables;
  }

  /** As an error expression sees it: {@code error.code}, {@code error.message} and the details. */
  private static Map<String, Object> describe(Problem problem) {
    return Map.of(
        "code",
        problem.code().name(),
        "message",
        problem.describe(),
        "variables",
        problem.details());
  }

  private static Optional<Duration> retryBackoff(ActivatedJob job) {
    String header = job.getCustomHeaders().get(RETRY_BACKOFF);
    if (header == null || header.isBlank()) {
      return Optional.of(USUAL_BACKOFF);
    }
    try {
      return Optional.of(Duration.parse(header.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

package dev.intercomconnector.task.ending;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The one policy that turns a failure into the end of a delivery: wait, retry or incident, unless
 * the task's error expression wants it otherwise.
 */
public final class FailurePolicy {

  /** The variable that holds a failure: its code, its message and the details. */
  public static final String ERROR = "error";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RETRY_BACKOFF = "retryBackoff";
  private static final Duration USUAL_BACKOFF = Duration.ofSeconds(30);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
  private static final Duration GIVEN_BACK_FOR = Duration.ofSeconds(30);
  private static final Duration UNKNOWN_CONTACT_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_UNKNOWN_CONTACT_PAUSE = Duration.ofMinutes(1);

  private final Expressions expressions;
  private final Duration youngContactWindow;
  private final InstantSource clock;
  private final Backoff backoff;

  /**
   * @param youngContactWindow how long a contact that Intercom does not know may still turn out to
   *     be new
   */
  public FailurePolicy(
      Expressions expressions,
      Duration youngContactWindow,
      InstantSource clock,
      RandomGenerator random) {
    this.expressions = expressions;
    this.youngContactWindow = youngContactWindow;
    this.clock = clock;
    this.backoff = new Backoff(random);
  }

  /** The end that the kind of failure asks for. */
  public JobEnd end(Failure failure, RetryTerms terms) {
    return switch (failure) {
      case Failure.RateLimited(Problem problem, var after) ->
          waitOn(terms, backoff.after(after), problem.describe());
      case Failure.ContactUnknown(Problem problem) -> contactUnknown(problem, terms);
      case Failure.Rejected(Problem problem) -> incident(problem, terms);
      case Failure.NotExecuted(Problem problem) -> retry(problem, terms);
      case Failure.OutcomeUnknown(Problem problem) -> incident(problem, terms);
    };
  }

  /**
   * The end of a delivery whose work is done: the result, mapped as the task's headers say.
   *
   * @param result as the error expression and the result expression see it
   */
  public JobEnd completed(JsonNode result, RetryTerms terms) {
    try {
      Map<String, Object> plain = JSON.convertValue(result, new TypeReference<>() {});
      Map<String, Object> variables = expressions.output(plain, terms.headers());
      return expressions
          .decide(plain, terms)
          .map(end -> withRetryState(end, terms.state()))
          .orElse(new JobEnd.Complete(variables));
    } catch (RuntimeException e) {
      return new JobEnd.Incident(
          "INTERCOM_INVALID_REQUEST: The task did its work, but an expression of it could not be"
              + " evaluated: %s. Correct the expression and retry; the work is not done again."
                  .formatted(e.getMessage()),
          terms.state().variables());
    }
  }

  /** For a reason that is not the job's: it comes again later with its retries unchanged. */
  public JobEnd giveBack(RetryTerms terms, String reason) {
    return new JobEnd.Retry(
        terms.retries(), backoff.after(GIVEN_BACK_FOR), reason, terms.state().variables());
  }

  /** It comes again after the pause with its retries unchanged. */
  public JobEnd waitOn(RetryTerms terms, Duration pause, String reason) {
    return new JobEnd.Retry(
        terms.retries(), pause, reason, terms.state().afterAttempt().variables());
  }

  /** The same call would be refused again, so no retry is spent on it. */
  public JobEnd incident(Problem problem, RetryTerms terms) {
    return designersChoice(problem, terms)
        .orElseGet(
            () ->
                new JobEnd.Incident(
                    problem.describe(), withError(terms.state().startedAfresh(), problem)));
  }

  /** Throws the problem's own code as a BPMN error. */
  public JobEnd bpmnError(Problem problem, RetryTerms terms) {
    return designersChoice(problem, terms).orElseGet(() -> bpmnError(problem));
  }

  /** A BPMN error that the error expression has no say in. */
  public JobEnd bpmnError(Problem problem) {
    return new JobEnd.BpmnError(
        problem.code().name(), problem.describe(), Map.of(ERROR, describe(problem)));
  }

  /** Tries again after the task's retry backoff, at the price of a retry. */
  public JobEnd retry(Problem problem, RetryTerms terms) {
    Optional<JobEnd> chosen = designersChoice(problem, terms);
    if (chosen.isPresent()) {
      return chosen.get();
    }
    Optional<Duration> floor = retryBackoff(terms.headers());
    if (floor.isEmpty()) {
      return incident(
          new Problem(
              ErrorCode.INTERCOM_INVALID_REQUEST,
              "The header 'retryBackoff' is '%s'; it must be an ISO-8601 duration such as PT30S."
                  .formatted(terms.headers().get(RETRY_BACKOFF)),
              "Correct the task's retry backoff."),
          terms);
    }
    RetryState state = terms.state();
    if (terms.retries() <= 1) {
      return new JobEnd.Incident(problem.describe(), withError(state.startedAfresh(), problem));
    }
    return new JobEnd.Retry(
        terms.retries() - 1,
        backoff.growing(floor.get(), LONGEST_BACKOFF, state.attempts()),
        problem.describe(),
        withError(state.afterAttempt(), problem));
  }

  private JobEnd contactUnknown(Problem problem, RetryTerms terms) {
    Instant now = clock.instant();
    Instant known = terms.state().deadline();
    Instant deadline =
        known == null ? now.plus(youngContactWindow).truncatedTo(ChronoUnit.MILLIS) : known;
    if (!now.isBefore(deadline)) {
      return incident(problem, terms);
    }
    Duration pause =
        backoff.growing(
            UNKNOWN_CONTACT_PAUSE, LONGEST_UNKNOWN_CONTACT_PAUSE, terms.state().attempts());
    Duration left = Duration.between(now, deadline);
    return waitOn(
        terms.with(terms.state().withDeadline(deadline)),
        pause.compareTo(left) < 0 ? pause : left,
        problem.describe() + " It may be new, so it is looked for until " + deadline + ".");
  }

  private Optional<JobEnd> designersChoice(Problem problem, RetryTerms terms) {
    try {
      return expressions
          .decide(Map.of(ERROR, describe(problem)), terms)
          .map(end -> withRetryState(withError(end, problem), terms.state()));
    } catch (RuntimeException e) {
      return Optional.of(
          new JobEnd.Incident(
              "'errorExpression' could not be evaluated: %s. It was about: %s"
                  .formatted(e.getMessage(), problem.describe()),
              withError(terms.state().startedAfresh(), problem)));
    }
  }

  /** Whoever catches a BPMN error finds out what it was, unless the expression says otherwise. */
  private static JobEnd withError(JobEnd end, Problem problem) {
    if (!(end instanceof JobEnd.BpmnError(var code, var message, var variables))) {
      return end;
    }
    Map<String, Object> all = new HashMap<>(Map.of(ERROR, describe(problem)));
    all.putAll(variables);
    return new JobEnd.BpmnError(code, message, all);
  }

  private static JobEnd withRetryState(JobEnd end, RetryState state) {
    return switch (end) {
      case JobEnd.Retry(var retries, var pause, var message, var variables) ->
          new JobEnd.Retry(retries, pause, message, and(variables, state.afterAttempt()));
      case JobEnd.Incident(var message, var variables) ->
          new JobEnd.Incident(message, and(variables, state.startedAfresh()));
      case JobEnd.Complete complete -> complete;
      case JobEnd.BpmnError error -> error;
      case JobEnd.KeepWaiting waiting -> waiting;
    };
  }

  private static Map<String, Object> withError(RetryState state, Problem problem) {
    return and(Map.of(ERROR, describe(problem)), state);
  }

  private static Map<String, Object> and(Map<String, Object> variables, RetryState state) {
    Map<String, Object> all = new HashMap<>(variables);
    all.putAll(state.variables());
    return all;
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

  private static Optional<Duration> retryBackoff(Map<String, String> headers) {
    String header = headers.get(RETRY_BACKOFF);
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

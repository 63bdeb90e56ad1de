package dev.intercomconnector.plugin;

import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.SendResolution;
import io.camunda.connector.api.error.ConnectorException;
import io.camunda.connector.api.error.ConnectorExceptionBuilder;
import io.camunda.connector.api.error.ConnectorInputException;
import io.camunda.connector.api.error.ConnectorRetryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The exception that makes of a failure what the job worker makes of it, as far as the runtime
 * (8.8) lets one. It fails the job with the retries of a {@link ConnectorRetryException}; with none
 * for a {@link ConnectorInputException} or what has one as its cause; with one less for any other
 * exception. The pause is the exception's or the header {@code retryBackoff}. The task's error
 * expression sees every exception, so a failure that is only waited out carries no code.
 */
final class Failures {

  /** The templates' default. The runtime does not tell how many the job has. */
  private static final int RETRIES_KEPT = 3;

  private static final Duration USUAL_BACKOFF = Duration.ofSeconds(30);
  private static final Duration YOUNG_CONTACT_WINDOW = Duration.ofMinutes(5);
  private static final Duration YOUNG_FLOOR = Duration.ofSeconds(5);
  private static final Duration YOUNG_CEILING = Duration.ofMinutes(1);

  /** The runtime cuts messages off at 6000 characters, and a note stands at the end. */
  private static final int LONGEST_MESSAGE = 5000;

  private final Pauses pauses;
  private final InstantSource clock;

  Failures(Pauses pauses, InstantSource clock) {
    this.pauses = pauses;
    this.clock = clock;
  }

  /** The value; a failure is thrown. */
  <T> T valueOf(Outcome<T> outcome, Delivery delivery) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Failed<T> failed -> throw of(failed.failure(), delivery);
    };
  }

  /** For a failure after which it is known that nothing was sent, or nothing was to be sent. */
  RuntimeException of(Failure failure, Delivery delivery) {
    return switch (failure) {
      case Failure.RateLimited limited ->
          waitOn(limited.problem().describe(), pauses.after(limited.after()), delivery);
      case Failure.ContactUnknown unknown -> contactUnknown(unknown.problem(), delivery);
      case Failure.Rejected rejected -> incident(rejected.problem(), delivery);
      case Failure.NotExecuted notExecuted -> retry(notExecuted.problem(), delivery);
      case Failure.OutcomeUnknown unknown -> incident(unknown.problem(), delivery);
    };
  }

  /** Comes again after the pause, with retries left. */
  ConnectorRetryException waitOn(String reason, Duration pause, Delivery delivery) {
    return ConnectorRetryException.builder()
        .message(message(reason, delivery))
        .retries(RETRIES_KEPT)
        .backoffDuration(pause)
        .build();
  }

  /** The same call would be refused again, so there is no retry. */
  ConnectorException incident(Problem problem, Delivery delivery) {
    // Who resolves it gets the whole time again; a doubt stays.
    Delivery next = delivery.note() instanceof Note.Waiting ? delivery.with(null) : delivery;
    return withDetails(problem, next, new ConnectorInputException(problem.code().name()));
  }

  /** Comes again after the task's retry backoff, at the price of a retry. */
  ConnectorException retry(Problem problem, Delivery delivery) {
    String backoff = delivery.headers().get("retryBackoff");
    if (backoff != null) {
      return withDetails(problem, delivery, null);
    }
    return ConnectorRetryException.builder()
        .errorCode(problem.code().name())
        .message(message(problem.describe(), delivery))
        .backoffDuration(USUAL_BACKOFF)
        .build();
  }

  /** A message may have been sent, so there is no retry, whatever the task's retries are. */
  ConnectorRetryException unknown(Problem problem, String attemptId, Delivery delivery) {
    return ConnectorRetryException.builder()
        .errorCode(ErrorCode.INTERCOM_OUTCOME_UNKNOWN.name())
        .message(
            message(
                problem.describe() + " " + SendResolution.howTo(attemptId),
                delivery.with(new Note.InDoubt(attemptId))))
        .retries(0)
        .build();
  }

  private ConnectorException contactUnknown(Problem problem, Delivery delivery) {
    Instant now = clock.instant();
    Instant deadline =
        delivery.note() instanceof Note.Waiting waiting
            ? waiting.deadline()
            : now.plus(YOUNG_CONTACT_WINDOW).truncatedTo(ChronoUnit.MILLIS);
    if (!now.isBefore(deadline)) {
      return incident(problem, delivery);
    }
    Duration left = Duration.between(now, deadline);
    Duration pause = pauses.growing(YOUNG_CONTACT_WINDOW.minus(left), YOUNG_FLOOR, YOUNG_CEILING);
    return waitOn(
        problem.describe() + " It may be new, so it is looked for until " + deadline + ".",
        pause.compareTo(left) < 0 ? pause : left,
        delivery.with(new Note.Waiting(deadline)));
  }

  private static ConnectorException withDetails(
      Problem problem, Delivery delivery, @Nullable Exception cause) {
    var exception =
        new ConnectorExceptionBuilder()
            .errorCode(problem.code().name())
            .message(message(problem.describe(), delivery))
            .errorVariables(problem.details());
    if (cause != null) {
      exception.cause(cause);
    }
    return exception.build();
  }

  private static String message(String text, Delivery delivery) {
    String shortened = text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    return shortened + delivery.noteText();
  }
}

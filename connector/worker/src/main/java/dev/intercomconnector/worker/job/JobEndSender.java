package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries the end of a delivery to the engine: the one place that knows which command a lease still
 * allows, how often it may be repeated, and what follows when the engine does not take it.
 *
 * <p>The engine executes a command also after the lease of its sender, and cannot tell whose it is.
 * So everything but a completion and the note of work that is done needs a lease with more left
 * than the command can take. See the send marker in {@code docs/delivery.md}.
 */
@Component
public class JobEndSender {

  /** What clocks may differ by, and what a command may take beside its time limit. */
  public static final Duration MARGIN = Duration.ofSeconds(2);

  /** How much later than its lease a job may still be completed: other workers wait that long. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  /** The engine takes about 1 MB for certain; it refuses 3 MB. */
  static final int MOST_BYTES = 1_000_000;

  static final int LONGEST_MESSAGE = 3000;

  private static final Logger LOG = LoggerFactory.getLogger(JobEndSender.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final EngineCommands engine;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final Sleeper sleeper;

  public JobEndSender(
      EngineCommands engine, ObjectMapper json, InstantSource clock, Sleeper sleeper) {
    this.engine = engine;
    this.json = json;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Ends the delivery. Blocks until the engine took it, or nothing more may be said. */
  public void send(Job job, DeliveryEnd delivery) {
    KnownWork known = delivery.known();
    switch (delivery.end()) {
      case JobEnd.Complete(var variables) -> complete(job, variables, known);
      case JobEnd.Retry retry -> {
        if (mayEndWith(job, known)) {
          fail(job, retry.retries(), retry.backoff(), retry.message(), retry.variables(), known);
        }
      }
      case JobEnd.Incident(var message, var variables) -> {
        if (mayEndWith(job, known)) {
          fail(job, 0, Duration.ZERO, message, variables, known);
        }
      }
      case JobEnd.BpmnError error -> {
        if (mayEndWith(job, known)) {
          throwBpmnError(job, error, known);
        }
      }
      case JobEnd.KeepWaiting(var variables) -> {
        if (!variables.isEmpty()) {
          whileLeased(job, Instant.MAX, () -> engine.setLocal(job.elementInstanceKey(), variables));
        }
      }
    }
  }

  /**
   * A completion may come after the lease: whoever else has the job then sees what was done, or
   * waits for it.
   */
  private void complete(Job job, Map<String, Object> variables, KnownWork known) {
    int size = size(variables);
    if (size > MOST_BYTES) {
      refused(
          job,
          known,
          "The result has %d bytes; the engine takes %d at most. Let the result expression keep less of it"
                  .formatted(size, MOST_BYTES)
              + ", or leave the conversation's parts out.");
      return;
    }
    Instant until = job.lease().until().plus(GRACE);
    CommandAnswer answer =
        repeated(
            () -> engine.complete(job.key(), variables),
            last ->
                switch (last.effect()) {
                  case TURNED_AWAY, UNANSWERED, NOT_ALLOWED -> clock.instant().isBefore(until);
                  case TAKEN, GONE, WRONG_STATE, REFUSED -> false;
                });
    switch (answer.effect()) {
      case TAKEN -> {}
      case GONE -> {
        if (known instanceof KnownWork.Done(var note, var what)) {
          LOG.warn(
              "The engine has {} no longer: its task was ended meanwhile, or the completion was"
                  + " taken without an answer. What was done stays done: {}.",
              job,
              what);
        }
      }
      case REFUSED ->
          refused(job, known, "The engine refuses the result: %s.".formatted(answer.words()));
      case WRONG_STATE, NOT_ALLOWED, TURNED_AWAY, UNANSWERED -> {
        LOG.warn("The engine did not take the completion of {}: {}", job, answer.words());
        note(job, known);
      }
    }
  }

  /** The engine will never take this end: an operator has to know, and nothing known is lost. */
  private void refused(Job job, KnownWork known, String why) {
    note(job, known);
    fail(
        job,
        0,
        Duration.ZERO,
        "INTERCOM_INVALID_REQUEST: " + why + said(known),
        Map.of(),
        KnownWork.NOTHING);
  }

  private static String said(KnownWork known) {
    return known instanceof KnownWork.Done(var note, var what)
        ? " The work is done (" + what + ") and is not done again."
        : "";
  }

  /** Work that is done is noted before anything but a completion is said of its job. */
  private boolean mayEndWith(Job job, KnownWork known) {
    return !(known instanceof KnownWork.Done) || note(job, known);
  }

  /**
   * Writes down that the work is done, until the engine has it: the next delivery completes without
   * doing it again. Needs no lease, since it is true whoever has the job.
   *
   * @return whether the engine has it for certain
   */
  private boolean note(Job job, KnownWork known) {
    if (!(known instanceof KnownWork.Done(var note, var what))) {
      return true;
    }
    CommandAnswer answer =
        repeated(
            () -> engine.setLocal(job.elementInstanceKey(), note),
            refused -> refused.effect() != Effect.GONE && refused.effect() != Effect.REFUSED);
    if (answer.effect() != Effect.TAKEN) {
      LOG.warn("The engine could not be told that {} is done ({}): {}", job, what, answer.words());
    }
    return answer.effect() == Effect.TAKEN;
  }

  private void fail(
      Job job,
      int retries,
      Duration backoff,
      String message,
      Map<String, Object> variables,
      KnownWork known) {
    Map<String, Object> local = new HashMap<>(fitting(variables));
    if (known instanceof KnownWork.NotExecuted(var note)) {
      local.putAll(note);
    }
    // A repeat that may be a second execution must not meet the next delivery of the job.
    Instant comesAgain =
        retries == 0 ? Instant.MAX : clock.instant().plus(backoff).minus(EngineCommands.LIMIT);
    CommandAnswer answer =
        whileLeased(
            job,
            comesAgain,
            () -> engine.fail(job.key(), retries, backoff, shorten(message), local));
    if (answer.effect() == Effect.REFUSED && !local.isEmpty()) {
      whileLeased(
          job,
          Instant.MAX,
          () -> engine.fail(job.key(), 0, Duration.ZERO, shorten(message), Map.of()));
    }
  }

  private void throwBpmnError(Job job, JobEnd.BpmnError error, KnownWork known) {
    if (known instanceof KnownWork.NotExecuted(var note)) {
      // An error that nobody catches brings the job back.
      whileLeased(job, Instant.MAX, () -> engine.setLocal(job.elementInstanceKey(), note));
    }
    Map<String, Object> variables = fitting(error.variables());
    if (variables.containsKey(FailurePolicy.ERROR) && hasLeaseForCommand(job)) {
      // A thrown variable stays in the event that catches it. Without this one nothing is lost that
      // the process needs, so it is tried once.
      engine.setLocal(
          job.processInstanceKey(),
          Map.of(FailurePolicy.ERROR, Objects.requireNonNull(variables.get(FailurePolicy.ERROR))));
    }
    CommandAnswer answer =
        whileLeased(
            job,
            Instant.MAX,
            () ->
                engine.throwBpmnError(
                    job.key(), error.code(), shorten(error.message()), variables));
    if (answer.effect() == Effect.REFUSED) {
      fail(
          job,
          0,
          Duration.ZERO,
          "The engine refuses the BPMN error %s: %s. It was about: %s"
              .formatted(error.code(), answer.words(), error.message()),
          Map.of(),
          KnownWork.NOTHING);
    }
  }

  /**
   * Repeats a command while the job's lease allows it.
   *
   * @param surelyUntil until when it may be repeated although it may have been executed
   */
  private CommandAnswer whileLeased(Job job, Instant surelyUntil, Supplier<CommandAnswer> command) {
    if (!hasLeaseForCommand(job)) {
      LOG.warn("The lease of {} ended before the engine could be told of its end.", job);
      return new CommandAnswer(Effect.UNANSWERED, "the lease is over");
    }
    CommandAnswer answer =
        repeated(
            command,
            last ->
                hasLeaseForCommand(job)
                    && switch (last.effect()) {
                      case TURNED_AWAY, NOT_ALLOWED -> true;
                      case UNANSWERED -> clock.instant().isBefore(surelyUntil);
                      case TAKEN, GONE, WRONG_STATE, REFUSED -> false;
                    });
    if (answer.effect() == Effect.GONE) {
      LOG.debug("The engine has {} no longer: {}", job, answer.words());
    } else if (answer.effect() != Effect.TAKEN) {
      LOG.warn("The engine did not take a command for {}: {}", job, answer.words());
    }
    return answer;
  }

  private boolean hasLeaseForCommand(Job job) {
    return job.leaseLeft(clock.instant()).compareTo(EngineCommands.LIMIT.plus(MARGIN)) > 0;
  }

  private interface Again {
    boolean after(CommandAnswer answer);
  }

  private CommandAnswer repeated(Supplier<CommandAnswer> command, Again again) {
    Duration pause = PAUSE;
    for (; ; ) {
      CommandAnswer answer = command.get();
      // A worker that was suspended in its pause may find the lease over.
      if (answer.effect() == Effect.TAKEN
          || !again.after(answer)
          || !sleep(pause)
          || !again.after(answer)) {
        return answer;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private boolean sleep(Duration pause) {
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The failure can be as long as a list of wrong recipients. */
  private Map<String, Object> fitting(Map<String, Object> variables) {
    if (size(variables) <= MOST_BYTES) {
      return variables;
    }
    Map<String, Object> rest = new HashMap<>(variables);
    rest.remove(FailurePolicy.ERROR);
    return size(rest) <= MOST_BYTES ? rest : Map.of();
  }

  private int size(Map<String, Object> variables) {
    try {
      return json.writeValueAsBytes(variables).length;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("variables that are no JSON", e);
    }
  }

  private static String shorten(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "...";
  }
}

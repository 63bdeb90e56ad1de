package dev.intercomconnector.worker.send;

import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.job.KnownWork;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Writes the marker of a send, the one command before the end of a delivery. When it returns {@link
 * Begun}, the request may go out; in no other case.
 *
 * <p>Two workers can hold the same job within their leases, since the engine takes a fail command
 * also from a worker that lost the job. Such a fail keeps the job from a third worker for at least
 * {@link JobEnd#SHORTEST_BACKOFF}. So a marker that the engine confirmed within that time after the
 * activation is seen by everybody who gets the job later; a marker confirmed later does not count.
 */
@Component
class MarkerWrites {

  /** After the activation of the job. The engine's clock and ours may differ by the margin. */
  static final Duration CONFIRMED_WITHIN = JobEnd.SHORTEST_BACKOFF.minus(JobEndSender.MARGIN);

  /** A write is not begun if it has less time to be confirmed. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final EngineCommands engine;
  private final Duration leaseOfCall;
  private final InstantSource clock;
  private final Sleeper sleeper;

  MarkerWrites(
      EngineCommands engine, WorkerProperties properties, InstantSource clock, Sleeper sleeper) {
    this.engine = engine;
    this.leaseOfCall = properties.timeouts().call().plus(WorkerProperties.LEASE_MARGIN);
    this.clock = clock;
    this.sleeper = sleeper;
  }

  sealed interface Written {}

  /** The engine has the marker, and enough is left of the lease: the request may go out now. */
  record Begun(SendMarker marker) implements Written {}

  /**
   * Nothing may be sent.
   *
   * @param reason in a sentence
   * @param known of the markers that were written for nothing
   */
  record NotBegun(String reason, KnownWork known) implements Written {}

  /** How long a job can wait for its permit to send. */
  Duration timeToBegin(Job job) {
    Duration fresh = Duration.between(clock.instant(), lastWrite(job));
    Duration leased = job.leaseLeft(clock.instant()).minus(leaseOfCall);
    return fresh.compareTo(leased) < 0 ? fresh : leased;
  }

  /** Writes the marker. Each try is an attempt of its own: one without answer may come late. */
  Written begin(Job job, PreparedMessage message, Optional<Instant> intercomTime) {
    while (timeToBegin(job).isPositive()) {
      SendMarker marker =
          SendMarker.begin(job, message, clock.instant(), intercomTime.orElse(null));
      CommandAnswer answer = engine.setLocal(job.elementInstanceKey(), marker.variables());
      switch (answer.effect()) {
        case TAKEN -> {
          return confirmed(job, marker);
        }
        case UNANSWERED, TURNED_AWAY -> {
          if (!pause()) {
            return new NotBegun("This worker stops.", KnownWork.NOTHING);
          }
        }
        case GONE, WRONG_STATE, NOT_ALLOWED, REFUSED -> {
          return new NotBegun(
              "The engine does not take the note that has to precede a send: " + answer.words(),
              KnownWork.NOTHING);
        }
      }
    }
    return new NotBegun(
        "Too much time had passed since the engine gave this job out to send safely; it is tried"
            + " again.",
        KnownWork.NOTHING);
  }

  private Written confirmed(Job job, SendMarker marker) {
    Instant now = clock.instant();
    if (!now.isBefore(job.lease().from().plus(CONFIRMED_WITHIN))) {
      // It may stand where another delivery's marker stood, so it is not named as not executed.
      return new NotBegun(
          "The engine took too long to note that a send begins; whether another delivery sent the"
              + " message meanwhile is looked at later.",
          KnownWork.NOTHING);
    }
    return job.leaseLeft(now).compareTo(leaseOfCall) > 0
        ? new Begun(marker)
        : new NotBegun(
            "Too little is left of the job's lease to send safely; it is tried again.",
            new KnownWork.NotExecuted(marker.notExecuted()));
  }

  private Instant lastWrite(Job job) {
    return job.lease().from().plus(CONFIRMED_WITHIN).minus(LEAST);
  }

  private boolean pause() {
    try {
      sleeper.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

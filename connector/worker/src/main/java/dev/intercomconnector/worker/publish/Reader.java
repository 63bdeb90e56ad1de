package dev.intercomconnector.worker.publish;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.waiting.ChangeFeed;
import dev.intercomconnector.waiting.SweepInterval;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one workspace for the messages, while this worker has the job that says so. The job's lease
 * is short and renewed, and the cursor is a variable local to its task. So a worker that dies is
 * replaced within a lease, and the next one goes on from the cursor.
 *
 * <p>The cursor passes a change when the engine has acknowledged every message of it and no later
 * reading can show an older one. What lies after the cursor may be published a second time; the
 * engine drops that.
 */
final class Reader {

  /** The local variable with the cursor: an entry {@code readTo}, ISO-8601 by Intercom's clock. */
  static final String VARIABLE = "intercomReader";

  static final String READ_TO = "readTo";

  /** How long after its death a worker is replaced, at most. */
  static final Duration LEASE = Duration.ofSeconds(30);

  static final Duration RENEWED_EVERY = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  /** So many changes are no reason to read faster but to read more at a time. */
  private static final int MANY = 50;

  private final IntercomWorkspace workspace;
  private final ChangeFeed feed;
  private final Publisher publisher;
  private final EngineCommands engine;
  private final JobEndSender sender;
  private final SweepInterval interval;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private volatile Job job;
  private volatile boolean ended;
  private volatile @Nullable Instant lastGoodRead;
  private volatile Instant cursor;
  private String trouble = "";
  private @Nullable Thread thread;

  /**
   * @param cursor where to go on, by Intercom's clock
   */
  Reader(
      Job job,
      IntercomWorkspace workspace,
      Instant cursor,
      Publisher publisher,
      EngineCommands engine,
      JobEndSender sender,
      SweepInterval interval,
      InstantSource clock,
      Sleeper sleeper) {
    this.job = job;
    this.workspace = workspace;
    this.cursor = cursor;
    this.publisher = publisher;
    this.engine = engine;
    this.sender = sender;
    this.interval = interval;
    this.clock = clock;
    this.sleeper = sleeper;
    this.feed =
        new ChangeFeed(
            workspace.intercom(), () -> workspace.intercom().intercomTime().orElse(null), cursor);
    publisher.publishedTo(workspace, cursor);
  }

  void start() {
    LOG.info("This worker reads workspace '{}' for messages, from {}.", workspace.name(), cursor);
    thread = Thread.ofVirtual().name("intercom-reader-" + workspace.name()).start(this::run);
  }

  private void run() {
    Duration pause = interval.floor();
    try {
      while (!ended) {
        pause = round(pause);
        sleeper.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads once; returns how long to pause. */
  private Duration round(Duration before) throws InterruptedException {
    try {
      int[] told = {0};
      Outcome<Boolean> read =
          feed.read(
              conversation -> {
                told[0]++;
                owe(conversation);
              });
      return switch (read) {
        case Outcome.Done<Boolean> done -> {
          lastGoodRead = clock.instant();
          tell("");
          yield told[0] > 0 && told[0] < MANY ? interval.floor() : interval.slower(before);
        }
        case Outcome.Failed<Boolean>(var failure) -> {
          failed(failure);
          yield interval.slower(before);
        }
      };
    } catch (Interrupted e) {
      throw new InterruptedException();
    } catch (RuntimeException e) {
      LOG.error("A reading failed in the worker itself; it is repeated. Please report this.", e);
      return interval.ceiling();
    }
  }

  /** What an interrupted listener of the feed can throw. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void owe(Conversation conversation) {
    try {
      publisher.owe(workspace, conversation);
    } catch (InterruptedException e) {
      throw new Interrupted();
    }
    if (ended) {
      throw new Interrupted();
    }
  }

  private void failed(Failure failure) {
    String problem = failure.problem().describe();
    tell(problem);
    if (failure.problem().code() == ErrorCode.INTERCOM_UNAUTHORIZED) {
      save();
      end();
      sender.send(
          job,
          DeliveryEnd.of(
              new JobEnd.Incident(
                  ("%s Nothing is published for workspace '%s' until then. Once the token is"
                          + " right, retry this incident: it goes on where it stopped.")
                      .formatted(problem, workspace.name()),
                  Map.of())));
    }
  }

  /** Once for each kind of trouble, not for each reading. */
  private void tell(String problem) {
    String code = problem.split(":", 2)[0];
    if (code.equals(trouble)) {
      return;
    }
    trouble = code;
    if (problem.isEmpty()) {
      LOG.info("Workspace '{}' is read again for messages.", workspace.name());
    } else {
      LOG.warn(
          "Workspace '{}' cannot be read for messages; nothing is lost, it is tried again: {}",
          workspace.name(),
          problem);
    }
  }

  /** Renews the lease and writes the cursor. To be called every {@link #RENEWED_EVERY}. */
  void keep() {
    Instant now = clock.instant();
    if (ended) {
      return;
    }
    if (job.leaseLeft(now).isNegative()) {
      // Somebody else may have it. If nobody has, the engine gives it to this worker again.
      lose("its lease could not be renewed in time");
      return;
    }
    CommandAnswer answer = renew(LEASE);
    switch (answer.effect()) {
      case TAKEN -> {
        job = job.leasedUntil(now.plus(LEASE));
        save();
      }
      case GONE, WRONG_STATE -> lose(answer.words());
      case TURNED_AWAY, UNANSWERED, NOT_ALLOWED, REFUSED ->
          LOG.debug("{} keeps its lease: {}", job, answer.words());
    }
  }

  private CommandAnswer renew(Duration lease) {
    return engine.updateTimeout(job.key(), lease).toCompletableFuture().join();
  }

  /** Writes how far everything is published, if that has changed. */
  private synchronized void save() {
    Instant certain = feed.certainTo();
    Instant reached =
        publisher
            .oldestOwed(workspace)
            .filter(owed -> owed.isBefore(certain))
            .map(owed -> owed.minusSeconds(1))
            .orElse(certain);
    if (!reached.isAfter(cursor)) {
      return;
    }
    CommandAnswer answer =
        engine.setLocal(
            job.elementInstanceKey(), Map.of(VARIABLE, Map.of(READ_TO, reached.toString())));
    if (answer.effect() == Effect.TAKEN) {
      cursor = reached;
      publisher.publishedTo(workspace, reached);
    }
  }

  void lose(String why) {
    LOG.info("This worker reads workspace '{}' for messages no longer: {}", workspace.name(), why);
    end();
  }

  private void end() {
    ended = true;
    publisher.publishedTo(workspace, null);
    Thread reading = thread;
    if (reading != null && !reading.equals(Thread.currentThread())) {
      reading.interrupt();
    }
  }

  /** Gives the job to another worker; to be done when this one takes no more jobs. */
  void handBack() {
    if (ended) {
      return;
    }
    save();
    end();
    renew(AT_ONCE);
  }

  boolean hasEnded() {
    return ended;
  }

  IntercomWorkspace workspace() {
    return workspace;
  }

  /** Seconds since the workspace could be read last; NaN before. */
  double secondsSinceGoodRead() {
    return secondsSince(lastGoodRead);
  }

  /** Seconds by which the cursor is behind; some five minutes while all is well. */
  double lagInSeconds() {
    return secondsSince(cursor);
  }

  private double secondsSince(@Nullable Instant moment) {
    return ended || moment == null
        ? Double.NaN
        : Duration.between(moment, clock.instant()).toMillis() / 1000.0;
  }
}

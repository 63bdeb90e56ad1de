package dev.intercomconnector.worker.wait;

import com.github.benmanes.caffeine.cache.Interner;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.waiting.Sweep;
import dev.intercomconnector.waiting.SweepInterval;
import dev.intercomconnector.waiting.WaitListener;
import dev.intercomconnector.waiting.Waits;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.webhook.ConversationListener;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.WorkspaceUser;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The jobs that wait, each left uncompleted in the engine and leased to this worker until it ends.
 * When the worker stops they are handed back, so that another one gets them within seconds; when it
 * is killed, each comes back by itself with the end of its lease.
 *
 * <p>Stopped as a lifecycle bean: that is after the listeners of the closing context, of which the
 * subscription closes the job streams, and before the engine's client is destroyed.
 */
@Component
class WaitingJobs implements ConversationListener, WorkspaceUser, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingJobs.class);

  /** Ending a job takes up to one call to Intercom and one command. */
  private static final int ENDED_AT_A_TIME = 32;

  private static final Duration LONGEST_RENEWAL_PAUSE = Duration.ofSeconds(5);

  /** A closed stream is known to all brokers a moment later, and the last polls have ended. */
  private static final Duration STREAMS_CLOSE_WITHIN = Duration.ofMillis(500);

  /** Below the 30 seconds that Spring and Kubernetes give a stopping process by default. */
  private static final Duration HANDED_BACK_WITHIN = Duration.ofSeconds(20);

  private record Room(Waits<WaitingJob> waits, Sweep<WaitingJob> sweep, SweepLoop loop) {}

  private final FindEnds ends;
  private final FailurePolicy policy;
  private final JobEndSender sender;
  private final Leases leases;
  private final WorkerProperties properties;
  private final InstantSource clock;
  private final Sleeper sleeper;

  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Interner<Job.Task> tasks = Interner.newWeakInterner();
  private final Map<Long, WaitingJob> ending = new ConcurrentHashMap<>();
  private final ExecutorService ender =
      Executors.newFixedThreadPool(
          ENDED_AT_A_TIME, Thread.ofVirtual().name("intercom-ending-", 0).factory());
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("intercom-leases").daemon().factory());
  private volatile boolean running;
  private volatile boolean stopping;

  WaitingJobs(
      FindEnds ends,
      FailurePolicy policy,
      JobEndSender sender,
      Leases leases,
      WorkerProperties properties,
      MeterRegistry meters,
      InstantSource clock,
      Sleeper sleeper) {
    this.ends = ends;
    this.policy = policy;
    this.sender = sender;
    this.leases = leases;
    this.properties = properties;
    this.clock = clock;
    this.sleeper = sleeper;
    meters.gauge("intercom.waits", this, WaitingJobs::size);
  }

  @Override
  public void start() {
    long pause = Math.min(LONGEST_RENEWAL_PAUSE.toMillis(), leases.lease().toMillis() / 20);
    var unused = renewal.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    running = true;
  }

  /** Takes a job in; it is looked for with the next round, and ends whenever it is answered. */
  void register(
      Job job, FindConversationInput input, IntercomWorkspace workspace, Instant deadline) {
    var waiting = new WaitingJob(job.with(tasks.intern(job.task())), input, workspace, deadline);
    Room room = room(workspace);
    await(waiting, room.waits());
  }

  private Room room(IntercomWorkspace workspace) {
    return rooms.computeIfAbsent(
        workspace.name(),
        name -> {
          var interval =
              new SweepInterval(properties.sweep().floor(), properties.sweep().ceiling());
          var waits = new Waits<WaitingJob>();
          var sweep =
              new Sweep<>(
                  workspace.intercom(),
                  workspace.intercom()::answeredAt,
                  waits,
                  new Ending(waits),
                  interval,
                  clock);
          var loop = new SweepLoop(name, sweep, interval.floor());
          loop.start();
          return new Room(waits, sweep, loop);
        });
  }

  @Override
  public boolean uses(IntercomWorkspace workspace) {
    Room room = rooms.get(workspace.name());
    return room != null && room.waits().size() > 0;
  }

  @Override
  public void closed(IntercomWorkspace workspace) {
    Room room = rooms.remove(workspace.name());
    if (room != null) {
      room.loop().stop();
    }
  }

  /** A job that comes while the worker stops goes straight back. */
  private void await(WaitingJob waiting, Waits<WaitingJob> waits) {
    waits.add(waiting);
    if (stopping && waits.remove(waiting)) {
      leases.handBack(List.of(waiting), clock.instant().plus(HANDED_BACK_WITHIN));
      return;
    }
    // The sweep may sleep, since nothing else waits.
    Room room = rooms.get(waiting.workspace().name());
    if (room != null) {
      room.loop().wake();
    }
  }

  /** How many jobs wait. */
  int size() {
    return rooms.values().stream().mapToInt(room -> room.waits().size()).sum();
  }

  @Override
  public void onSeen(IntercomWorkspace workspace, Conversation conversation) {
    Room room = rooms.get(workspace.name());
    if (room != null && !stopping && room.sweep().concerns(conversation)) {
      ender.execute(() -> room.sweep().look(conversation));
    }
  }

  private void renew() {
    try {
      for (Room room : rooms.values()) {
        leases.renew(room.waits().select(leases::isDue), room.waits()::remove);
      }
    } catch (RuntimeException e) {
      LOG.error("Leases could not be renewed; it is tried again.", e);
    }
  }

  /** Off the sweep's thread: what comes of a wait. */
  private final class Ending implements WaitListener<WaitingJob> {

    private final Waits<WaitingJob> waits;

    Ending(Waits<WaitingJob> waits) {
      this.waits = waits;
    }

    @Override
    public void onAnswered(WaitingJob waiting, Conversation conversation) {
      inTurn(
          waiting,
          () -> {
            switch (waiting
                .workspace()
                .findConversation()
                .whole(conversation, waiting.criteria())) {
              case Outcome.Done<Conversation>(var whole) -> {
                // A notification may be old, and a search behind.
                if (waiting.criteria().waitUntil().isSatisfiedBy(whole)) {
                  found(waiting, whole);
                } else if (isOver(waiting)) {
                  onTimeout(waiting, whole);
                } else {
                  await(waiting, waits);
                }
              }
              case Outcome.Failed<Conversation>(Failure.Rejected rejected) ->
                  end(waiting, policy.end(rejected, waiting.retryTerms()));
              case Outcome.Failed<Conversation> later -> {
                if (isOver(waiting)) {
                  // Without its words, but a deadline is kept.
                  found(waiting, conversation);
                } else {
                  // Still answered, but not to be shown yet: a later first look finds it again.
                  await(waiting, waits);
                }
              }
            }
          });
    }

    @Override
    public void onTimeout(WaitingJob waiting, @Nullable Conversation seen) {
      inTurn(
          waiting,
          () ->
              end(
                  waiting,
                  ends.timedOut(waiting.retryTerms(), waiting.input(), waiting.workspace(), seen)));
    }

    @Override
    public void onRefused(WaitingJob waiting, Failure failure) {
      inTurn(waiting, () -> end(waiting, policy.end(failure, waiting.retryTerms())));
    }

    private boolean isOver(WaitingJob waiting) {
      return !clock.instant().isBefore(waiting.deadline());
    }

    private void found(WaitingJob waiting, Conversation conversation) {
      end(
          waiting,
          ends.found(
              waiting.retryTerms(), waiting.input(), waiting.workspace(), conversation, true));
    }

    private void end(WaitingJob waiting, JobEnd end) {
      sender.send(waiting.job(), DeliveryEnd.of(end));
    }

    private void inTurn(WaitingJob waiting, Runnable end) {
      ending.put(waiting.key(), waiting);
      ender.execute(
          () -> {
            if (stopping) {
              return;
            }
            try {
              end.run();
            } catch (RuntimeException e) {
              LOG.error("Job {} could not be ended; it waits on.", waiting.key(), e);
              await(waiting, waits);
            } finally {
              ending.remove(waiting.key(), waiting);
            }
          });
    }
  }

  @Override
  public void stop() {
    Instant until = clock.instant().plus(HANDED_BACK_WITHIN);
    rooms.values().forEach(room -> room.loop().stop());
    stopping = true;
    endRenewal();
    if (size() > 0) {
      pause(STREAMS_CLOSE_WITHIN);
    }
    List<WaitingJob> waiting = new ArrayList<>();
    for (Room room : rooms.values()) {
      waiting.addAll(room.waits().drain());
    }
    // Those whose end was begun, too: a job that is completed after all is gone for the engine.
    waiting.addAll(ending.values());
    int handedBack = leases.handBack(waiting, until);
    if (!waiting.isEmpty()) {
      LOG.info(
          "{} of {} waiting jobs were handed back; the others come back with the end of their lease.",
          handedBack,
          waiting.size());
    }
    ender.shutdown();
    running = false;
  }

  /** A renewal that came after the hand-back would take the jobs back. */
  private void endRenewal() {
    renewal.shutdown();
    try {
      if (!renewal.awaitTermination(STREAMS_CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        renewal.shutdownNow();
      }
    } catch (InterruptedException e) {
      renewal.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void pause(Duration pause) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.intercomconnector.worker.job;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.waiting.Endings;
import dev.intercomconnector.waiting.Pace;
import dev.intercomconnector.waiting.Sweep;
import dev.intercomconnector.waiting.Sweep.Reading;
import dev.intercomconnector.waiting.Waits;
import dev.intercomconnector.worker.conversation.ConversationListener;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.WorkspaceUser;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.api.response.ActivatedJob;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The jobs that wait, each left uncompleted in the engine and leased to this worker until it ends.
 * When the worker stops they are handed back, so that another one gets them within seconds; when it
 * is killed, each comes back by itself with the end of its lease.
 *
 * <p>Stopped as a lifecycle bean: that is after the listeners of the closing context, of which
 * {@link JobTaking} closes the job streams, and before the engine's client is destroyed.
 */
@Component
class WaitingJobs implements ConversationListener, WorkspaceUser, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingJobs.class);

  /** Ending a job takes up to one call to Intercom and one command. */
  private static final int ENDED_AT_A_TIME = 32;

  private static final int MOST_TASKS = 1_000;
  private static final Duration LONGEST_RENEWAL_PAUSE = Duration.ofSeconds(5);

  /** A closed stream is known to all brokers a moment later, and the last polls have ended. */
  private static final Duration STREAMS_CLOSE_WITHIN = Duration.ofMillis(500);

  /** Below the 30 seconds that Spring and Kubernetes give a stopping process by default. */
  private static final Duration HANDED_BACK_WITHIN = Duration.ofSeconds(20);

  private record Room(Waits<WaitingJob> waits, Sweep<WaitingJob> sweep, SweepLoop loop) {}

  private final FindEndings endings;
  private final Failures failures;
  private final Leases leases;
  private final Workspaces workspaces;
  private final ObjectProvider<ConversationListener> listeners;
  private final WorkerProperties properties;
  private final Reading reading;
  private final InstantSource clock;

  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Map<HeldJob.Task, HeldJob.Task> tasks = new ConcurrentHashMap<>();
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
      FindEndings endings,
      Failures failures,
      Leases leases,
      Workspaces workspaces,
      ObjectProvider<ConversationListener> listeners,
      WorkerProperties properties,
      MeterRegistry meters,
      InstantSource clock) {
    this.endings = endings;
    this.failures = failures;
    this.leases = leases;
    this.workspaces = workspaces;
    this.listeners = listeners;
    this.properties = properties;
    this.reading = properties.messages().fromSweep() ? Reading.EVERYTHING : Reading.WAITED_FOR;
    this.clock = clock;
    meters.gauge("intercom.waits", this, WaitingJobs::size);
  }

  @Override
  public void start() {
    // Also those that nothing waits in yet: what a sweep sees may be published.
    workspaces.configured().forEach(this::room);
    long pause = Math.min(LONGEST_RENEWAL_PAUSE.toMillis(), leases.lease().toMillis() / 20);
    var unused = renewal.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    running = true;
  }

  /** Takes a job in; it is looked for with the next round, and ends whenever it is answered. */
  void register(
      ActivatedJob job,
      FindConversationInput input,
      IntercomWorkspace workspace,
      Instant deadline) {
    var waiting =
        new WaitingJob(new HeldJob(job, shared(HeldJob.Task.of(job))), input, workspace, deadline);
    Room room = room(workspace);
    await(waiting, room.waits());
    room.loop().wake();
  }

  private Room room(IntercomWorkspace workspace) {
    return rooms.computeIfAbsent(
        workspace.name(),
        name -> {
          var pace = new Pace(properties.sweep().floor(), properties.sweep().ceiling());
          var waits = new Waits<WaitingJob>();
          var sweep =
              new Sweep<>(
                  workspace.intercom(),
                  workspace.intercom()::answeredAt,
                  waits,
                  new Ending(waits),
                  conversation -> tell(workspace, conversation),
                  reading,
                  properties.messages().timeToLive(),
                  pace,
                  clock);
          var loop = new SweepLoop(name, sweep, pace.floor());
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
    }
  }

  /** How many jobs wait. */
  int size() {
    return rooms.values().stream().mapToInt(room -> room.waits().size()).sum();
  }

  private HeldJob.Task shared(HeldJob.Task task) {
    if (tasks.size() >= MOST_TASKS) {
      tasks.clear();
    }
    HeldJob.Task known = tasks.putIfAbsent(task, task);
    return known == null ? task : known;
  }

  @Override
  public void onSeen(IntercomWorkspace workspace, Conversation conversation) {
    Room room = rooms.get(workspace.name());
    if (room != null && !stopping && room.sweep().concerns(conversation)) {
      ender.execute(() -> room.sweep().look(conversation));
    }
  }

  private void tell(IntercomWorkspace workspace, Conversation conversation) {
    listeners
        .orderedStream()
        .filter(listener -> !(listener instanceof WaitingJobs))
        .forEach(listener -> listener.onSeen(workspace, conversation));
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
  private final class Ending implements Endings<WaitingJob> {

    private final Waits<WaitingJob> waits;

    Ending(Waits<WaitingJob> waits) {
      this.waits = waits;
    }

    @Override
    public void answered(WaitingJob waiting, Conversation conversation) {
      inTurn(
          waiting,
          () -> {
            var find = waiting.workspace().findConversation();
            switch (find.whole(conversation, waiting.wanted())) {
              case Outcome.Done<Conversation> done ->
                  endings.complete(
                      waiting.job(),
                      waiting.memory(),
                      waiting.input(),
                      waiting.workspace(),
                      done.value(),
                      true);
              case Outcome.Failed<Conversation> failed -> {
                if (failed.failure() instanceof Failure.Rejected rejected) {
                  failures.handle(waiting.job(), waiting.memory(), rejected);
                } else {
                  // Still answered, but not to be shown yet: a later first look finds it again.
                  await(waiting, waits);
                }
              }
            }
          });
    }

    @Override
    public void over(WaitingJob waiting, @Nullable Conversation seen) {
      inTurn(waiting, () -> endings.over(waiting, seen));
    }

    @Override
    public void refused(WaitingJob waiting, Failure failure) {
      inTurn(waiting, () -> failures.handle(waiting.job(), waiting.memory(), failure));
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

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.intercom.Reply;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.schedule.ModelJob.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can happen next in a world. The first choice is what happens where nothing goes wrong; time
 * passes only when nobody has anything else to do.
 */
final class Choices {

  private final World world;

  Choices(World world) {
    this.world = world;
  }

  List<Step> all() {
    List<Step> steps = new ArrayList<>();
    List<Step> faults = new ArrayList<>();
    Optional<ModelJob> alone = concernsNoOther();
    for (ModelWorker worker : world.workers) {
      if (!worker.stopped) {
        for (ModelDelivery delivery : worker.deliveries) {
          if (alone.isEmpty() || alone.get() == delivery.activation.job()) {
            addEffects(worker, delivery, steps, faults);
          }
        }
      }
    }
    addDeliveries(alone, steps);
    if (steps.isEmpty()) {
      addTime(steps);
    }
    Set<String> under = new HashSet<>();
    for (Late late : world.late) {
      if (!under.add(late.key())) {
        continue;
      }
      steps.add(
          Step.late(
              () -> "late, it arrives: " + late.words(),
              () -> {
                world.late.remove(late);
                late.arrival().run();
              }));
    }
    for (ModelWorker worker : world.workers) {
      if (worker.stopped) {
        steps.add(
            Step.usual(() -> "worker " + worker.name + " goes on", () -> worker.stopped = false));
      }
    }
    steps.addAll(world.operator.steps());
    addEndsOfProcesses(faults);
    faults.stream()
        .filter(step -> world.scenario.faults().contains(step.fault()))
        .forEach(steps::add);
    return steps;
  }

  /**
   * A job whose next steps are the same whatever happens to its sibling, before or after. Then it
   * is enough to let it go first.
   */
  private Optional<ModelJob> concernsNoOther() {
    return world.engine.jobs().size() == 1
        ? Optional.empty()
        : world.engine.jobs().stream().filter(this::concernsNoOther).findFirst();
  }

  private boolean concernsNoOther(ModelJob job) {
    boolean any =
        job.state == State.ACTIVATABLE && world.workers.stream().anyMatch(each -> !each.stopped);
    for (ModelWorker worker : world.workers) {
      for (ModelDelivery delivery : worker.deliveries) {
        if (!worker.stopped && delivery.activation.job() == job) {
          boolean isDue = delivery.isDue(world.now());
          if (!isDue
              && delivery.isReady()
              && delivery.thread.effect() instanceof Effect.Http(HttpRequest request, var limit)
              && !request.path().startsWith("/contacts")) {
            return false;
          }
          any |= isDue || delivery.isReady();
        }
      }
    }
    return any;
  }

  private void addEffects(
      ModelWorker worker, ModelDelivery delivery, List<Step> steps, List<Step> faults) {
    if (delivery.isDue(world.now())) {
      Object answer = delivery.answer;
      if (answer == null) {
        throw new IllegalStateException("nothing is waited for");
      }
      steps.add(
          Step.usual(
              () -> "worker " + worker.name + " has waited until now",
              () -> world.goOn(delivery, answer, "waited")));
    } else if (delivery.isReady()) {
      switch (delivery.thread.effect()) {
        case Effect.Command command -> {
          steps.add(executed(worker, delivery, command));
          addFaults(worker, delivery, command, faults);
        }
        case Effect.Http http -> addCalls(worker, delivery, http, steps, faults);
        case Effect.Sleep sleep -> throw new IllegalStateException("a pause is no choice");
        case null -> throw new IllegalStateException("a thread without an effect");
      }
    }
  }

  private Step executed(ModelWorker worker, ModelDelivery delivery, Effect.Command command) {
    return Step.usual(
        () -> "worker " + worker.name + ": " + command.words() + ": answered",
        () -> {
          CommandAnswer answer = command.execution().get();
          world.goOn(delivery, answer, command.key() + answer.effect());
        });
  }

  private void addFaults(
      ModelWorker worker, ModelDelivery delivery, Effect.Command command, List<Step> faults) {
    String said = "worker " + worker.name + ": " + command.words();
    faults.add(
        Step.of(
            Fault.ANSWER_LOST,
            () -> said + ": executed, the answer is lost",
            () -> {
              var unused = command.execution().get();
              waitInVain(delivery, command.key(), command.limit(), NO_ANSWER);
            }));
    faults.add(
        Step.of(
            Fault.COMMAND_LATE,
            () -> said + ": hangs",
            () -> {
              world.late.add(
                  new Late(
                      said,
                      command.key() + delivery.activation.job().key,
                      false,
                      world.now(),
                      () -> {
                        var unused = command.execution().get();
                      }));
              waitInVain(delivery, command.key(), command.limit(), NO_ANSWER);
            }));
    faults.add(
        Step.of(
            Fault.TURNED_AWAY,
            () -> said + ": turned away",
            () -> world.goOn(delivery, TURNED_AWAY, command.key() + "not taken")));
    faults.add(
        Step.of(
            Fault.NOT_ALLOWED,
            () -> said + ": not allowed",
            () -> world.goOn(delivery, NOT_ALLOWED, command.key() + "not taken")));
  }

  private static final CommandAnswer NO_ANSWER =
      new CommandAnswer(CommandAnswer.Effect.UNANSWERED, "no answer in time");
  private static final CommandAnswer TURNED_AWAY =
      new CommandAnswer(CommandAnswer.Effect.TURNED_AWAY, "too busy");
  private static final CommandAnswer NOT_ALLOWED =
      new CommandAnswer(CommandAnswer.Effect.NOT_ALLOWED, "the token is too old");

  private void waitInVain(ModelDelivery delivery, String key, Duration limit, Object answer) {
    delivery.note(key + " in vain");
    delivery.waitUntil(world.now().plus(limit), answer);
  }

  private void addCalls(
      ModelWorker worker,
      ModelDelivery delivery,
      Effect.Http http,
      List<Step> steps,
      List<Step> faults) {
    String said =
        "worker " + worker.name + ": " + http.request().method() + " " + http.request().path();
    if (world.now().isAfter(delivery.wantedAt.plus(http.limit()))) {
      steps.add(
          Step.usual(
              () -> said + ": not written, too late",
              () -> world.goOn(delivery, ModelIntercom.tooLate(), "too late")));
      return;
    }
    long job = delivery.activation.job().key;
    for (HttpOutcome outcome : world.intercom.outcomes(http.request(), job)) {
      if (delivery.outage && !outcome.isOutage()) {
        continue;
      }
      Step step =
          Step.of(
              delivery.outage ? null : outcome.fault(),
              () -> said + ": " + outcome.words(),
              () -> called(worker, delivery, http, outcome));
      (step.isFault() ? faults : steps).add(step);
    }
    if (http.request().path().equals("/messages")) {
      faults.add(
          Step.of(
              Fault.SEND_LATE,
              () -> said + ": hangs",
              () -> {
                var body = http.request().body();
                world.intercom.isWritten();
                world.late.add(
                    new Late(
                        said,
                        "POST" + job,
                        true,
                        world.now(),
                        () -> {
                          if (body != null) {
                            world.intercom.store(job, body);
                          }
                        }));
                delivery.heard = "unknown";
                worker.remembered.put(world.attempts.name(delivery.attempt), "unknown");
                waitInVain(delivery, "POST", http.limit(), ModelIntercom.unanswered());
              }));
    }
  }

  private void called(
      ModelWorker worker, ModelDelivery delivery, Effect.Http http, HttpOutcome outcome) {
    Reply reply = outcome.reply().get();
    delivery.outage = outcome.isOutage();
    if (http.request().path().equals("/messages")) {
      learn(worker, delivery, reply);
    }
    if (reply instanceof Reply.Answer(int status, var headers, var body) && status == 429) {
      worker.pausedUntil = world.now().plusSeconds(60);
    }
    world.goOn(delivery, reply, http.request().path() + outcome.words());
  }

  private void learn(ModelWorker worker, ModelDelivery delivery, Reply reply) {
    String heard =
        switch (reply) {
          case Reply.Answer(int status, var headers, var body) ->
              status == 200 ? body.path("id").asText() : "no";
          case Reply.NoAnswer(var cause, boolean begun) -> begun ? "unknown" : "no";
        };
    delivery.heard = heard;
    worker.remembered.put(world.attempts.name(delivery.attempt), heard);
    if (heard.startsWith("m")) {
      worker.knowsStored.add(delivery.activation.job().key);
    }
  }

  /** The engine gives a job to any worker; of those that are the same, to the first. */
  private void addDeliveries(Optional<ModelJob> alone, List<Step> steps) {
    for (ModelJob job : world.engine.jobs()) {
      if (job.state == State.ACTIVATABLE && (alone.isEmpty() || alone.get() == job)) {
        Set<String> same = new HashSet<>();
        for (ModelWorker worker : world.workers) {
          if (!worker.stopped && same.add(worker.status(world.now()))) {
            steps.add(
                Step.usual(
                    () ->
                        "the engine gives job %d to worker %s (retries %d%s)"
                            .formatted(
                                job.key,
                                worker.name,
                                job.retries,
                                world.attempts.say(job.variables, world.now())),
                    () -> world.deliver(job, worker)));
          }
        }
      }
    }
  }

  /** To the next moment that matters to anybody. */
  private void addTime(List<Step> steps) {
    moments()
        .filter(moment -> moment.isAfter(world.now()))
        .min(Instant::compareTo)
        .ifPresent(
            next ->
                steps.add(
                    Step.usual(
                        () ->
                            "time passes: %.1f s"
                                .formatted(Duration.between(world.now(), next).toMillis() / 1000.0),
                        () -> world.passTimeUntil(next))));
  }

  private Stream<Instant> moments() {
    Stream<Instant> jobs =
        world.engine.jobs().stream()
            .filter(job -> job.state == State.ACTIVATED || job.state == State.BACKOFF)
            .map(job -> job.until);
    Stream<Instant> workers =
        world.workers.stream()
            .flatMap(
                worker ->
                    worker.deliveries.stream()
                        .filter(delivery -> !delivery.thread.isOver())
                        .flatMap(delivery -> moments(worker, delivery)));
    return Stream.of(jobs, workers, world.operator.moments().stream()).flatMap(each -> each);
  }

  private static Stream<Instant> moments(ModelWorker worker, ModelDelivery delivery) {
    Instant waits = delivery.waitsUntil;
    if (!worker.stopped) {
      return waits == null ? Stream.empty() : Stream.of(waits);
    }
    Instant until = delivery.activation.deadline();
    return Stream.of(
        delivery.from.plusSeconds(8),
        until.minusSeconds(25),
        until.minus(EngineCommands.LIMIT).minus(JobEndSender.MARGIN),
        until,
        until.plus(JobEndSender.GRACE));
  }

  private void addEndsOfProcesses(List<Step> faults) {
    for (ModelWorker worker : world.workers) {
      if (worker.isBusy()) {
        faults.add(
            Step.of(
                Fault.CRASH,
                () -> "worker " + worker.name + " crashes and starts again",
                worker::crash));
        if (!worker.stopped) {
          faults.add(
              Step.of(
                  Fault.SUSPENDED,
                  () -> "worker " + worker.name + " is suspended",
                  () -> {
                    worker.stopped = true;
                    worker.knowsStored.clear();
                  }));
        }
      }
    }
  }
}

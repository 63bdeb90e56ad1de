package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.intercom.Reply;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.schedule.ModelEngine.Activation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One schedule while it happens: the engine, Intercom, the workers, what is under way between them,
 * and the time.
 */
final class World implements AutoCloseable {

  static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  final Scenario scenario;
  final ObjectMapper json;
  final Attempts attempts;
  final ModelEngine engine;
  final ModelIntercom intercom;
  final List<ModelWorker> workers = new ArrayList<>();
  final List<Late> late = new ArrayList<>();
  final ModelOperator operator;
  final Map<Long, Integer> deliveriesOf = new HashMap<>();

  private final WorkerProgram.Maker maker;
  private static final ThreadLocal<ModelDelivery> RUNNING = new ThreadLocal<>();
  private Instant now = START;

  World(Scenario scenario, ObjectMapper json, Programs programs) {
    this.scenario = scenario;
    this.json = json;
    this.attempts = new Attempts(json);
    this.engine = new ModelEngine(json, this::now, scenario.caughtErrors());
    this.intercom = new ModelIntercom(json, this::now);
    this.operator = new ModelOperator(this);
    this.maker = programs.in(this);
    for (int i = 0; i < scenario.workers(); i++) {
      workers.add(new ModelWorker("" + (char) ('A' + i)));
    }
    for (int i = 1; i <= scenario.jobs(); i++) {
      Map<String, Object> variables = new HashMap<>(Map.of("intercom", scenario.inputs()));
      if (scenario.jobs() > 1) {
        variables.put("loopCounter", i);
      }
      ModelJob job = engine.create(scenario.retries(), variables, scenario.headers());
      if (scenario.isAfterLateDelivery()) {
        addLateDelivery(job);
      }
    }
  }

  /** Whoever had the job first began to write a marker, sent nothing, and gave the job back. */
  private void addLateDelivery(ModelJob job) {
    Map<String, Object> marker =
        Map.of(
            Rule.MARKER,
            Map.of(
                "format",
                1,
                "jobKey",
                job.key,
                "attemptId",
                "of-the-earlier-holder",
                "requestHash",
                "",
                "at",
                START.toString()));
    late.add(
        new Late(
            "the earlier holder's marker",
            "marker" + job.key,
            false,
            START,
            () -> engine.setLocal(job.elementInstanceKey, marker)));
    late.add(
        new Late(
            "the earlier holder's fail (retries 2, backoff 10.0 s)",
            "fail" + job.key,
            false,
            START,
            () -> engine.fail(job.key, 2, JobEnd.SHORTEST_BACKOFF, "given back", Map.of())));
  }

  /** Makes the code under test. */
  interface Programs {
    WorkerProgram.Maker in(World world);
  }

  Instant now() {
    return now;
  }

  void passTimeUntil(Instant later) {
    now = later;
    engine.passTime();
  }

  /** Called by the code under test: stops until the command has an answer. */
  CommandAnswer perform(Effect.Command command) {
    return (CommandAnswer) delivery().thread.perform(command);
  }

  /**
   * Called by the code under test: stops until the call has a reply. Whose token it is, which a
   * worker asks when it starts, has one answer.
   */
  Reply perform(HttpRequest request, Duration limit) {
    return request.path().equals("/me")
        ? ModelIntercom.whoseToken()
        : (Reply) delivery().thread.perform(new Effect.Http(request, limit));
  }

  /** Called by the code under test: stops until the pause is over. */
  void pause(Duration pause) {
    delivery().thread.perform(new Effect.Sleep(pause));
  }

  /** The delivery that the calling thread works on. */
  ModelDelivery delivery() {
    ModelDelivery delivery = RUNNING.get();
    if (delivery == null) {
      throw new IllegalStateException("an effect outside any delivery");
    }
    return delivery;
  }

  void deliver(ModelJob job, ModelWorker worker) {
    deliveriesOf.merge(job.key, 1, Integer::sum);
    Activation activation = engine.activate(job, scenario.lease());
    ModelDelivery delivery =
        new ModelDelivery(
            activation, now, activation.retries() + attempts.say(activation.variables(), now));
    WorkerProgram program = worker.program(maker);
    worker.deliveries.add(delivery);
    delivery.thread.start(
        () -> {
          RUNNING.set(delivery);
          program.handle(activation);
        });
    settleSleep(delivery);
  }

  /** Lets a delivery go on with the answer to its effect. */
  void goOn(ModelDelivery delivery, Object answer, String heard) {
    delivery.note(heard);
    delivery.goOn(answer, now);
    settleSleep(delivery);
  }

  /** A pause has one outcome, so nothing is to be chosen. */
  private void settleSleep(ModelDelivery delivery) {
    if (delivery.thread.effect() instanceof Effect.Sleep(Duration pause)) {
      delivery.waitUntil(now.plus(pause), pause);
    }
  }

  /** How often the operator has acted and how often jobs were given out is bounded. */
  boolean branches() {
    return engine.jobs().stream()
        .allMatch(job -> deliveriesOf.getOrDefault(job.key, 0) <= scenario.deliveries());
  }

  /** Two worlds of which this is the same go on in the same ways. */
  String status() {
    StringBuilder all = new StringBuilder(400);
    for (ModelJob job : engine.jobs()) {
      all.append(job.state)
          .append(job.retries)
          .append(Math.min(deliveriesOf.getOrDefault(job.key, 0), scenario.deliveries() + 1))
          .append(
              job.state == ModelJob.State.ACTIVATED || job.state == ModelJob.State.BACKOFF
                  ? "" + Attempts.distance(job.until, now)
                  : "")
          .append(
              job.isIncident() ? job.message.substring(0, Math.min(28, job.message.length())) : "")
          .append(attempts.say(job.variables, now))
          .append(';');
    }
    for (ModelIntercom.Message message : intercom.messages()) {
      all.append(message.id())
          .append(message.jobKey())
          .append(Attempts.distance(message.at(), now));
    }
    workers.stream().map(worker -> worker.status(now)).sorted().forEach(all::append);
    late.stream()
        .map(each -> each.key() + Attempts.distance(each.since(), now))
        .sorted()
        .forEach(all::append);
    return all.append(operator.status()).append(intercom.hasBeenSearched()).toString();
  }

  @Nullable ModelWorker workerOf(ModelDelivery delivery) {
    return workers.stream()
        .filter(worker -> worker.deliveries.contains(delivery))
        .findAny()
        .orElse(null);
  }

  @Override
  public void close() {
    workers.forEach(ModelWorker::crash);
  }
}

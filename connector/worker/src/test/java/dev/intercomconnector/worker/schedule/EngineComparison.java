package dev.intercomconnector.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.worker.job.ClientCommands;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.schedule.ModelJob.State;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Does the same to a job of the model and to one of Camunda's engine, command by command, and
 * expects the same answers and the same next deliveries.
 */
final class EngineComparison {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int RETRIES = 3;
  private static final Set<String> COMPARED = Set.of("x", "y", "z");

  private final String process;
  private final RealEngine real;
  private final CamundaClient client;
  private final EngineCommands commands;
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> done = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final ModelEngine engine = new ModelEngine(json, () -> now, Set.of(JobCommand.CAUGHT));
  private final ModelJob model = engine.create(RETRIES, Map.of(), Map.of());
  private @Nullable ActivatedJob first;

  /**
   * @param process from {@link #deploy}
   */
  EngineComparison(String process, RealEngine real, CamundaClient client) {
    this.process = process;
    this.real = real;
    this.client = client;
    this.commands = ClientCommands.of(client);
  }

  /** What an engine can do beside its commands. */
  interface RealEngine {

    /** Lets leases and backoffs of this length end. */
    void passTime(Duration time);

    /** Retries the incident of a job; false where the engine cannot be asked for its incidents. */
    boolean resolveIncident(CamundaClient client, long processInstanceKey, long jobKey);
  }

  /** Deploys a process of its own for these comparisons, and returns its id and job type. */
  static String deploy(CamundaClient client) {
    String process = "compared-" + UUID.randomUUID();
    client
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess(process)
                .startEvent()
                .serviceTask(
                    "task", task -> task.zeebeJobType(process).zeebeJobRetries("" + RETRIES))
                .boundaryEvent("caught", event -> event.error(JobCommand.CAUGHT))
                .endEvent()
                .moveToActivity("task")
                .endEvent()
                .done(),
            "compared.bpmn")
        .send()
        .join();
    return process;
  }

  /** Runs a sequence that depends on the seed alone. */
  void run(long seed, int length) {
    client.newCreateInstanceCommand().bpmnProcessId(process).latestVersion().send().join();
    Random random = new Random(seed);
    act(new JobCommand.Activate(JobCommand.LONG));
    for (int i = 0; i < length; i++) {
      act(JobCommand.any(random));
    }
    if (!model.isOver()) {
      client.newCancelInstanceCommand(activated().getProcessInstanceKey()).send().join();
    }
  }

  private void act(JobCommand command) {
    done.add(command + " while " + model.state);
    switch (command) {
      case JobCommand.Activate(Duration lease) -> activate(lease);
      case JobCommand.Complete() ->
          same(commands.complete(key(), Map.of()), engine.complete(model.key, Map.of()));
      case JobCommand.Fail(int retries, Duration backoff, var variables) ->
          same(
              commands.fail(key(), retries, backoff, "failed", variables),
              engine.fail(model.key, retries, backoff, "failed", variables));
      case JobCommand.Throw(String code) ->
          same(
              commands.throwBpmnError(key(), code, "thrown", Map.of()),
              engine.throwBpmnError(model.key, code, "thrown"));
      case JobCommand.SetLocal(var variables) ->
          same(
              commands.setLocal(activated().getElementInstanceKey(), variables),
              engine.setLocal(model.elementInstanceKey, variables));
      case JobCommand.UpdateTimeout(Duration lease) -> updateTimeout(lease);
      case JobCommand.PassTime() -> passTime();
      case JobCommand.ResolveIncident() -> {
        if (model.isIncident()
            && real.resolveIncident(client, activated().getProcessInstanceKey(), key())) {
          engine.resolveIncident(model);
        }
      }
    }
  }

  private void activate(Duration lease) {
    if (model.state != State.ACTIVATABLE) {
      assertThat(poll(lease)).as("%s", done).isEmpty();
      return;
    }
    ActivatedJob given =
        await().atMost(PATIENCE).until(() -> poll(lease), Optional::isPresent).orElseThrow();
    if (first == null) {
      first = given;
    }
    ModelEngine.Activation expected = engine.activate(model, lease);
    assertThat(given.getKey()).as("%s", done).isEqualTo(key());
    assertThat(given.getElementInstanceKey()).isEqualTo(activated().getElementInstanceKey());
    assertThat(given.getRetries()).as("%s", done).isEqualTo(expected.retries());
    Map<String, JsonNode> variables = new TreeMap<>();
    given
        .getVariablesAsMap()
        .forEach(
            (name, value) -> {
              if (COMPARED.contains(name)) {
                variables.put(name, json.valueToTree(value));
              }
            });
    assertThat(variables).as("%s", done).isEqualTo(expected.variables());
  }

  private Optional<ActivatedJob> poll(Duration lease) {
    return client
        .newActivateJobsCommand()
        .jobType(process)
        .maxJobsToActivate(1)
        .timeout(lease)
        .requestTimeout(Duration.ofMillis(300))
        .send()
        .join()
        .getJobs()
        .stream()
        .findFirst();
  }

  /** Until the engine has noticed that a lease is over, it takes the job for activated. */
  private void updateTimeout(Duration lease) {
    if (model.state != State.ACTIVATABLE) {
      same(
          ((CompletableFuture<CommandAnswer>) commands.updateTimeout(key(), lease)).join(),
          engine.updateTimeout(model.key, lease));
    }
  }

  private void passTime() {
    State before = model.state;
    real.passTime(JobCommand.SHORT.plusSeconds(1));
    now = now.plus(JobCommand.SHORT);
    engine.passTime();
    if (before == State.BACKOFF && model.state == State.ACTIVATABLE) {
      // Only whoever gets the job knows that the engine has noticed.
      activate(JobCommand.LONG);
    }
  }

  private void same(CommandAnswer given, CommandAnswer expected) {
    assertThat(given.effect()).as("%s: %s", done, given.words()).isEqualTo(expected.effect());
  }

  private ActivatedJob activated() {
    return Objects.requireNonNull(first);
  }

  private long key() {
    return activated().getKey();
  }
}

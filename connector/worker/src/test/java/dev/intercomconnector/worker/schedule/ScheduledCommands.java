package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The commands to the model of the engine, each of which waits until the schedule executes it. */
final class ScheduledCommands implements EngineCommands {

  private final World world;

  ScheduledCommands(World world) {
    this.world = world;
  }

  @Override
  public CommandAnswer complete(long jobKey, Map<String, Object> variables) {
    return perform(
        "complete" + said(variables),
        COMPLETION_LIMIT,
        () -> world.engine.complete(jobKey, variables));
  }

  @Override
  public CommandAnswer fail(
      long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables) {
    return perform(
        (retries == 0
                ? "fail (incident " + message.substring(0, Math.min(28, message.length())) + ")"
                : "fail (retries %d, backoff %.1f s)"
                    .formatted(retries, backoff.toMillis() / 1000.0))
            + said(variables),
        LIMIT,
        () -> world.engine.fail(jobKey, retries, backoff, message, variables));
  }

  @Override
  public CommandAnswer throwBpmnError(
      long jobKey, String code, String message, Map<String, Object> variables) {
    return perform(
        "throw " + code, LIMIT, () -> world.engine.throwBpmnError(jobKey, code, message));
  }

  @Override
  public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
    if (variables.keySet().equals(Set.of(FailurePolicy.ERROR))) {
      // A variable of the process, which no delivery reads.
      return CommandAnswer.TAKEN;
    }
    if (variables.get("intercomSend") instanceof Map<?, ?> marker
        && marker.get("attemptId") instanceof String attempt) {
      world.delivery().attempt = attempt;
      world.delivery().marker = variables;
    }
    return perform(
        "set" + said(variables), LIMIT, () -> world.engine.setLocal(elementInstanceKey, variables));
  }

  @Override
  public CompletionStage<CommandAnswer> updateTimeout(long jobKey, Duration lease) {
    return CompletableFuture.completedFuture(
        perform(
            "update the lease to " + lease,
            LIMIT,
            () -> world.engine.updateTimeout(jobKey, lease)));
  }

  private String said(Map<String, Object> variables) {
    return world.attempts.say(variables, world.now());
  }

  private CommandAnswer perform(String words, Duration limit, Supplier<CommandAnswer> execution) {
    return world.perform(new Effect.Command(words, words, limit, execution));
  }
}

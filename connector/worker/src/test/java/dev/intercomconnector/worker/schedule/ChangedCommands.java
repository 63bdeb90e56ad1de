package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Passes commands on; a {@link Rule} that is left out changes some of them on the way. */
class ChangedCommands implements EngineCommands {

  final EngineCommands real;
  final World world;

  ChangedCommands(EngineCommands real, World world) {
    this.real = real;
    this.world = world;
  }

  @Override
  public CommandAnswer complete(long jobKey, Map<String, Object> variables) {
    return real.complete(jobKey, variables);
  }

  @Override
  public CommandAnswer fail(
      long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables) {
    return real.fail(jobKey, retries, backoff, message, variables);
  }

  @Override
  public CommandAnswer throwBpmnError(
      long jobKey, String code, String message, Map<String, Object> variables) {
    return real.throwBpmnError(jobKey, code, message, variables);
  }

  @Override
  public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
    return real.setLocal(elementInstanceKey, variables);
  }

  @Override
  public CompletionStage<CommandAnswer> updateTimeout(long jobKey, Duration lease) {
    return real.updateTimeout(jobKey, lease);
  }
}

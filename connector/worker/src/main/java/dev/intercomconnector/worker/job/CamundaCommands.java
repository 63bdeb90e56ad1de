package dev.intercomconnector.worker.job;

import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.springframework.stereotype.Component;

/** The commands, by Camunda's client. Nothing else of ours sends a command about a job. */
@Component
public class CamundaCommands implements EngineCommands {

  private final CamundaClient client;

  CamundaCommands(CamundaClient client) {
    this.client = client;
  }

  @Override
  public CommandAnswer complete(long jobKey, Map<String, Object> variables) {
    return answer(client.newCompleteCommand(jobKey).variables(variables), COMPLETION_LIMIT);
  }

  @Override
  public CommandAnswer fail(
      long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables) {
    return answer(
        client
            .newFailCommand(jobKey)
            .retries(retries)
            .retryBackoff(backoff)
            .errorMessage(message)
            .variables(variables),
        LIMIT);
  }

  @Override
  public CommandAnswer throwBpmnError(
      long jobKey, String code, String message, Map<String, Object> variables) {
    return answer(
        client
            .newThrowErrorCommand(jobKey)
            .errorCode(code)
            .errorMessage(message)
            .variables(variables),
        LIMIT);
  }

  @Override
  public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
    return answer(
        client.newSetVariablesCommand(elementInstanceKey).variables(variables).local(true), LIMIT);
  }

  @Override
  public CompletionStage<CommandAnswer> updateTimeout(long jobKey, Duration lease) {
    return client
        .newUpdateTimeoutCommand(jobKey)
        .timeout(lease)
        .requestTimeout(LIMIT)
        .send()
        .handle((response, failure) -> failure == null ? CommandAnswer.TAKEN : answer(failure));
  }

  private static CommandAnswer answer(FinalCommandStep<?> command, Duration limit) {
    try {
      command.requestTimeout(limit).send().toCompletableFuture().get();
      return CommandAnswer.TAKEN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CommandAnswer(Effect.UNANSWERED, "this worker was told to stop");
    } catch (ExecutionException e) {
      return answer(e.getCause() == null ? e : e.getCause());
    }
  }

  /** The engine tells by the status; where it says too little of it, by its words. */
  public static CommandAnswer answer(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String words = String.valueOf(cause.getMessage());
    Status.Code code =
        cause instanceof ClientStatusException status
            ? status.getStatusCode()
            : Status.fromThrowable(cause).getCode();
    return new CommandAnswer(
        switch (code) {
          case NOT_FOUND -> Effect.GONE;
          case FAILED_PRECONDITION -> Effect.WRONG_STATE;
          case UNAUTHENTICATED, PERMISSION_DENIED -> Effect.NOT_ALLOWED;
          // gRPC says the same of a command that is too large as the engine of too many commands.
          case RESOURCE_EXHAUSTED ->
              words.contains("exceeds maximum size") ? Effect.REFUSED : Effect.TURNED_AWAY;
          // The gateway answers so to a record that is too large for the engine.
          case UNKNOWN ->
              words.contains("EXCEEDED_BATCH_RECORD_SIZE") ? Effect.REFUSED : Effect.UNANSWERED;
          case INVALID_ARGUMENT, OUT_OF_RANGE, UNIMPLEMENTED, ALREADY_EXISTS -> Effect.REFUSED;
          default -> Effect.UNANSWERED;
        },
        words);
  }
}

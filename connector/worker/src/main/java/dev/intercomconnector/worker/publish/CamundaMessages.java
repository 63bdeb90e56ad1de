package dev.intercomconnector.worker.publish;

import dev.intercomconnector.worker.job.CamundaCommands;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import org.springframework.stereotype.Component;

/** Publishes by Camunda's client. */
@Component
class CamundaMessages implements MessageCommands {

  private final CamundaClient client;

  CamundaMessages(CamundaClient client) {
    this.client = client;
  }

  @Override
  public CommandAnswer publish(Message message) {
    var command =
        client
            .newPublishMessageCommand()
            .messageName(message.name())
            .correlationKey(message.correlationKey())
            .messageId(message.id())
            .timeToLive(message.timeToLive())
            .variables(message.variables());
    if (message.tenant() != null) {
      command = command.tenantId(message.tenant());
    }
    try {
      command.requestTimeout(EngineCommands.LIMIT).send().join();
      return CommandAnswer.TAKEN;
    } catch (ClientException e) {
      return isThereAlready(e) ? CommandAnswer.TAKEN : CamundaCommands.answer(e);
    }
  }

  private static boolean isThereAlready(ClientException failure) {
    return failure instanceof ClientStatusException status
        && status.getStatusCode() == Status.Code.ALREADY_EXISTS;
  }
}

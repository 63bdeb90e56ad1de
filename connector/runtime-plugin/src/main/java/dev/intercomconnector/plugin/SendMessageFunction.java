package dev.intercomconnector.plugin;

import dev.intercomconnector.task.SendMessageInput;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorContext;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;

/**
 * The task {@code intercom-send-message} in Camunda's connector runtime. Its type and lease can be
 * overridden by {@code CONNECTOR_INTERCOM_SEND_MESSAGE_TYPE} and {@code ..._TIMEOUT}
 * (milliseconds).
 */
@OutboundConnector(
    name = "Intercom send message",
    type = SendMessageInput.TASK_TYPE,
    inputVariables = {"intercom", "intercomSend", "intercomSendResolution", "error"})
public final class SendMessageFunction implements OutboundConnectorFunction {

  private final Workbench workbench;
  private final SendMessageTask task;

  /** As the runtime's service loader makes it. */
  public SendMessageFunction() {
    this(Workbench.of(System.getenv()));
  }

  SendMessageFunction(Workbench workbench) {
    this.workbench = workbench;
    this.task =
        new SendMessageTask(
            workbench.admission(), workbench.failures(), new SendMemory(), workbench.json());
  }

  @Override
  public Object execute(OutboundConnectorContext context) {
    return task.run(Delivery.of(context.getJobContext(), workbench.json()));
  }
}

package dev.intercomconnector.plugin;

import dev.intercomconnector.task.FindConversationInput;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorContext;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;

/**
 * The task {@code intercom-find-conversation} in Camunda's connector runtime. Its type and lease
 * can be overridden by {@code CONNECTOR_INTERCOM_FIND_CONVERSATION_TYPE} and {@code ..._TIMEOUT}
 * (milliseconds).
 */
@OutboundConnector(
    name = "Intercom find conversation",
    type = FindConversationInput.TASK_TYPE,
    inputVariables = {"intercom", "error"})
public final class FindConversationFunction implements OutboundConnectorFunction {

  private final Workbench workbench;
  private final FindConversationTask task;

  /** As the runtime's service loader makes it. */
  public FindConversationFunction() {
    this(Workbench.of(System.getenv()));
  }

  FindConversationFunction(Workbench workbench) {
    this.workbench = workbench;
    this.task =
        new FindConversationTask(
            workbench.admission(),
            workbench.failures(),
            workbench.pauses(),
            workbench.json(),
            workbench.clock());
  }

  @Override
  public Object execute(OutboundConnectorContext context) {
    return task.run(Delivery.of(context.getJobContext(), workbench.json()));
  }
}

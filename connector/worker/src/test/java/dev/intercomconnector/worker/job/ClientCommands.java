package dev.intercomconnector.worker.job;

import io.camunda.client.CamundaClient;

/** The worker's own commands on a client, without Spring. */
public final class ClientCommands {

  private ClientCommands() {}

  public static EngineCommands of(CamundaClient client) {
    return new CamundaCommands(client);
  }
}

package dev.intercomconnector.worker.broker;

import static org.awaitility.Awaitility.await;

import dev.intercomconnector.testengine.RunningBroker;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.PartitionInfo;
import java.net.URI;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until the engine in a container answers that it leads a partition. It is asked from
 * outside, since not every image has a shell, and the engines agree on no other sign.
 */
final class EngineAnswers extends AbstractWaitStrategy {
  private final int grpcPort;

  EngineAnswers(int grpcPort) {
    this.grpcPort = grpcPort;
  }

  @Override
  protected void waitUntilReady() {
    URI address = URI.create("http://127.0.0.1:" + waitStrategyTarget.getMappedPort(grpcPort));
    try (CamundaClient client = new RunningBroker(address).client()) {
      await()
          .atMost(startupTimeout)
          .ignoreExceptionsInstanceOf(ClientException.class)
          .until(() -> leadsAPartition(client));
    }
  }

  private static boolean leadsAPartition(CamundaClient client) {
    return client.newTopologyRequest().send().join().getBrokers().stream()
        .flatMap(broker -> broker.getPartitions().stream())
        .anyMatch(PartitionInfo::isLeader);
  }
}

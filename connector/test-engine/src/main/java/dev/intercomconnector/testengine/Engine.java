package dev.intercomconnector.testengine;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;

/** An engine that clients reach over gRPC in plain text, whoever runs it and wherever. */
public sealed interface Engine extends AutoCloseable
    permits EmbeddedEngine, EngineProcess, BrokerProcess, RunningBroker {

  /** Where clients connect, such as {@code http://127.0.0.1:26500}. */
  URI grpcAddress();

  /** A new client over gRPC, for the caller to close; the environment's settings are left aside. */
  default CamundaClient client() {
    return CamundaClient.newClientBuilder()
        .applyEnvironmentVariableOverrides(false)
        .grpcAddress(grpcAddress())
        .preferRestOverGrpc(false)
        // On a busy machine an engine takes its time.
        .defaultRequestTimeout(Duration.ofSeconds(30))
        .build();
  }

  /** Ends it, if it was started here. */
  @Override
  void close();
}

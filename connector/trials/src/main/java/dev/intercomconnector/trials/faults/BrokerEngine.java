package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.broker.BrokerProcess;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** A real broker, which keeps its data over a restart but has no search for incidents. */
record BrokerEngine(BrokerProcess broker) implements SuiteEngine {

  @Override
  public URI grpcAddress() {
    return broker.grpcAddress();
  }

  @Override
  public CamundaClient client() {
    return broker.client();
  }

  @Override
  public boolean canRestart() {
    return true;
  }

  @Override
  public void restart(boolean inOrder) throws IOException, InterruptedException {
    if (inOrder) {
      broker.stop();
    } else {
      broker.kill();
    }
    broker.startAgain();
  }

  @Override
  public boolean showsIncidents() {
    return false;
  }

  @Override
  public Set<Long> withUnknownOutcome() {
    return Set.of();
  }

  @Override
  public void close() {
    broker.close();
  }
}

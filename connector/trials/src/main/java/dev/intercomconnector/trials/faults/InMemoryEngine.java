package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.EngineEvent;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/** The embedded engine, which has incidents to read but keeps nothing over a restart. */
record InMemoryEngine(EmbeddedEngine engine) implements SuiteEngine {

  static InMemoryEngine start() throws IOException {
    return new InMemoryEngine(EmbeddedEngine.start());
  }

  @Override
  public URI grpcAddress() {
    return engine.grpcAddress();
  }

  @Override
  public CamundaClient client() {
    return engine.client();
  }

  @Override
  public boolean canRestart() {
    return false;
  }

  @Override
  public void restart(boolean inOrder) {
    throw new IllegalStateException("the in-memory engine would come back empty");
  }

  @Override
  public boolean showsIncidents() {
    return true;
  }

  @Override
  public Set<Long> withUnknownOutcome() {
    return engine.history().events().stream()
        .filter(EngineEvent.Incident.class::isInstance)
        .map(EngineEvent.Incident.class::cast)
        .filter(incident -> incident.message().startsWith(SendProcess.UNKNOWN_OUTCOME))
        .map(EngineEvent.Incident::processInstance)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    engine.close();
  }
}

package dev.intercomconnector.trials.faults;

import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** The engine that the suite runs on, as far as its kinds differ. */
interface SuiteEngine extends AutoCloseable {

  URI grpcAddress();

  /** A new client, for the caller to close. */
  CamundaClient client();

  /** Whether the engine keeps its data when it is restarted. */
  boolean canRestart();

  /** Ends the engine, in order or as by a power cut, and returns when it is ready again. */
  void restart(boolean inOrder) throws IOException, InterruptedException;

  /** Whether incidents can be read; a broker without its exporters cannot be asked. */
  boolean showsIncidents();

  /** The process instances that stand at an incident for a send whose outcome is unknown. */
  Set<Long> withUnknownOutcome();

  @Override
  void close();
}

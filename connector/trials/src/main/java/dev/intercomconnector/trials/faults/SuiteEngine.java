package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.BrokerProcess;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.testengine.PrintedIncident;
import dev.intercomconnector.testengine.RunningBroker;
import dev.intercomconnector.trials.faults.Trouble.Kind;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The engine that the suite runs on, as far as its kinds differ. */
record SuiteEngine(Engine engine) {

  /** Longer than a worker's calls may take, shorter than a lease. */
  private static final Duration STANDSTILL = Duration.ofSeconds(6);

  /** What can be done to it; only a broker that was started here keeps its data over a restart. */
  List<Kind> troubles() {
    return switch (engine) {
      case EmbeddedEngine embedded -> List.of();
      case EngineProcess process -> List.of(Kind.ENGINE_SUSPENDED);
      case BrokerProcess broker -> List.of(Kind.ENGINE_KILLED, Kind.ENGINE_RESTARTED);
      case RunningBroker running -> List.of();
    };
  }

  /** Returns when it is over. */
  void suspend() throws InterruptedException {
    if (engine instanceof EngineProcess started) {
      started.process().suspend();
      Thread.sleep(STANDSTILL);
      started.process().resume();
    }
  }

  /** Ends the engine as a power cut does, and returns when it is ready again. */
  void kill() throws IOException, InterruptedException {
    if (engine instanceof BrokerProcess broker) {
      broker.kill();
      broker.startAgain();
    }
  }

  /** Ends the engine in order, and returns when it is ready again. */
  void restart() throws IOException, InterruptedException {
    if (engine instanceof BrokerProcess broker) {
      broker.stop();
      broker.startAgain();
    }
  }

  /** Whether incidents can be read; a broker cannot be asked over gRPC. */
  boolean showsIncidents() {
    return engine instanceof EmbeddedEngine || engine instanceof EngineProcess;
  }

  /** All incidents so far, also those that were resolved. */
  List<PrintedIncident> incidents() {
    return switch (engine) {
      case EmbeddedEngine embedded ->
          embedded.history().events().stream()
              .filter(EngineEvent.Incident.class::isInstance)
              .map(EngineEvent.Incident.class::cast)
              .map(
                  incident ->
                      new PrintedIncident(
                          incident.processInstance(),
                          incident.key(),
                          incident.jobKey(),
                          incident.message()))
              .toList();
      case EngineProcess process -> process.incidents();
      case BrokerProcess broker -> List.of();
      case RunningBroker running -> List.of();
    };
  }

  /** What it is, for the report. */
  String name(CamundaClient client) {
    String version = client.newTopologyRequest().send().join().getGatewayVersion();
    return switch (engine) {
      case EmbeddedEngine embedded -> "Camunda's in-memory engine " + version;
      case EngineProcess process ->
          "Camunda's in-memory engine " + version + " in a process of its own";
      case BrokerProcess broker -> "Zeebe broker " + version + " in a process of its own";
      case RunningBroker running -> "running broker " + version;
    };
  }
}

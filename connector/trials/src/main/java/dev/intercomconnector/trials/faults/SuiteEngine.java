package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.BrokerProcess;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.testengine.RunningBroker;
import dev.intercomconnector.trials.faults.Trouble.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Whether incidents can be read; from outside, an engine without search cannot be asked. */
  boolean showsIncidents() {
    return engine instanceof EmbeddedEngine;
  }

  /** The process instances that stand at an incident for a send whose outcome is unknown. */
  Set<Long> withUnknownOutcome() {
    if (!(engine instanceof EmbeddedEngine embedded)) {
      return Set.of();
    }
    return embedded.history().events().stream()
        .filter(EngineEvent.Incident.class::isInstance)
        .map(EngineEvent.Incident.class::cast)
        .filter(incident -> incident.message().startsWith(SendProcess.UNKNOWN_OUTCOME))
        .map(EngineEvent.Incident::processInstance)
        .collect(Collectors.toSet());
  }
}

package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.EngineEvent;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The model of the engine behaves as Camunda's in-memory engine. */
class ModelEngineTest {

  private static final int SEQUENCES = 30;
  private static final int LENGTH = 25;

  @Test
  void randomCommandsHaveTheSameAnswersAndTheSameNextDeliveries() throws IOException {
    try (EmbeddedEngine engine = EmbeddedEngine.start();
        CamundaClient client = engine.client()) {
      String process = EngineComparison.deploy(client);
      for (int seed = 1; seed <= SEQUENCES; seed++) {
        new EngineComparison(process, new InMemory(engine), client).run(seed, LENGTH);
      }
    }
  }

  private record InMemory(EmbeddedEngine engine) implements EngineComparison.RealEngine {

    @Override
    public void passTime(Duration time) {
      engine.increaseTime(time);
    }

    @Override
    public boolean resolveIncident(CamundaClient client, long processInstanceKey, long jobKey) {
      EngineEvent.Incident incident =
          Awaitility.await()
              .until(() -> newest(processInstanceKey, jobKey), Optional::isPresent)
              .orElseThrow();
      if (incident.message().equals("failed")) {
        client.newUpdateRetriesCommand(jobKey).retries(1).send().join();
      }
      client.newResolveIncidentCommand(incident.key()).send().join();
      return true;
    }

    private Optional<EngineEvent.Incident> newest(long processInstanceKey, long jobKey) {
      return engine.history().of(processInstanceKey).stream()
          .filter(EngineEvent.Incident.class::isInstance)
          .map(EngineEvent.Incident.class::cast)
          .filter(incident -> incident.jobKey() == jobKey)
          .max(Comparator.comparingLong(EngineEvent.Incident::key));
    }
  }
}

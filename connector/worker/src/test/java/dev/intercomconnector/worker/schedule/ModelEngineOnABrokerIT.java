package dev.intercomconnector.worker.schedule;

import static org.awaitility.Awaitility.await;

import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.GivenBroker;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model of the engine behaves as a broker. */
@Tag("broker")
class ModelEngineOnABrokerIT {

  private static final Path LOG = Path.of("target", "broker-tests", "schedules", "broker.log");
  private static final int SEQUENCES = 10;
  private static final int LENGTH = 25;

  @Test
  @Timeout(900)
  void randomCommandsHaveTheSameAnswersAndTheSameNextDeliveries(@TempDir Path data)
      throws IOException, InterruptedException {
    try (Engine broker = GivenBroker.open(data, LOG);
        CamundaClient client = broker.client()) {
      String process = EngineComparison.deploy(client);
      for (int seed = 1; seed <= SEQUENCES; seed++) {
        new EngineComparison(process, new RealTime(), client).run(seed, LENGTH);
      }
    }
  }

  /** Over gRPC a broker cannot be asked which incident a job has. */
  private static final class RealTime implements EngineComparison.RealEngine {

    @Override
    public void passTime(Duration time) {
      await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    @Override
    public boolean resolveIncident(CamundaClient client, long processInstanceKey, long jobKey) {
      return false;
    }
  }
}

package dev.intercomconnector.worker.broker;

import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.GivenBroker;
import dev.intercomconnector.testengine.process.WorkerProcess;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All examples, on a broker and with a worker that are processes of their own. */
@Tag("broker")
class ExamplesOnABrokerIT {

  private static final Path LOGS = Path.of("target", "broker-tests", "examples");

  @Test
  @Timeout(900)
  void everyExampleRunsToItsEnd(@TempDir Path data) throws IOException, InterruptedException {
    Path jar = Path.of(System.getProperty("worker.jar"));
    try (Engine broker = GivenBroker.open(data, LOGS.resolve("broker.log"));
        IntercomDouble intercom = IntercomDouble.start();
        CamundaClient client = broker.client();
        WorkerProcess worker =
            WorkerProcess.start(
                new WorkerProcess.Setup(
                    jar,
                    broker.grpcAddress(),
                    WorkerSettings.of(
                        intercom.baseUrl(), Map.of("INTERCOM_MESSAGES_PUBLISH", "true"))),
                LOGS.resolve("worker.log"))) {
      worker.awaitReady();
      Examples examples = new Examples(client, intercom.control());
      List<String> files = Examples.files();
      for (String file : files) {
        examples.run(file);
      }
    }
  }
}

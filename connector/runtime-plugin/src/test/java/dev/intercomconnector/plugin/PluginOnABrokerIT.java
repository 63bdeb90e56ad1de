package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.GivenBroker;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in Camunda's own connector runtime, on a broker: each a process of its own. */
@Tag("broker")
class PluginOnABrokerIT {

  private static final Path LOG = Path.of("target", "broker-tests", "plugin", "broker.log");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  @Timeout(300)
  void theOnboardingExampleSendsOnceAndEndsWithTheReply(@TempDir Path data)
      throws IOException, InterruptedException {
    String onboarding =
        Files.readString(Path.of("../../example-bpmn/onboarding.bpmn"))
            .replace(
                "<zeebe:ioMapping>",
                "<zeebe:ioMapping><zeebe:input source=\"{{secrets.INTERCOM_TOKEN}}\""
                    + " target=\"intercom.accessToken\" />");
    try (Engine broker = GivenBroker.open(data, LOG);
        IntercomDouble intercom = IntercomDouble.start();
        CamundaClient client = broker.client();
        RuntimeProcess runtime =
            RuntimeProcess.start(
                Map.of("camunda.client.grpc-address", broker.grpcAddress().toString()),
                Map.of(
                    "SECRET_INTERCOM_TOKEN",
                    DoubleSettings.TOKEN,
                    "INTERCOM_BASE_URL",
                    intercom.baseUrl(),
                    "INTERCOM_DEFAULT_ADMIN",
                    Seed.ADA))) {
      client
          .newDeployResourceCommand()
          .addResourceBytes(onboarding.getBytes(StandardCharsets.UTF_8), "onboarding.bpmn")
          .send()
          .join();
      var end =
          client
              .newCreateInstanceCommand()
              .bpmnProcessId("intercom-onboarding")
              .latestVersion()
              .variables(Map.of("contactEmail", "uma@example.com", "replyWithin", "PT10M"))
              .withResult()
              .requestTimeout(PATIENCE)
              .send();
      await().atMost(PATIENCE).until(() -> intercom.control().messages().size() == 1);

      intercom.control().contactReplies(intercom.control().messages().getFirst().id(), "Hello");

      assertThat(end.join(PATIENCE.toSeconds(), TimeUnit.SECONDS).getVariablesAsMap())
          .extractingByKey("conversation", MAP)
          .containsEntry("found", true);
      assertThat(intercom.control().messages()).hasSize(1);
      assertThat(runtime.log()).doesNotContain(DoubleSettings.TOKEN);
    }
  }
}

package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.worker.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The connector in one runtime with a connector of Camunda's own, http-json, and with the runtime's
 * defaults: one thread for all jobs, and whatever the operator has set for the others.
 */
class BesideOthersIT {

  private static final String HTTP_JSON = "io.camunda:http-json:1";
  private static final int SENDS = 40;

  private final Workplace workplace;
  private HttpServer service;

  BesideOthersIT() throws IOException {
    workplace = new Workplace();
  }

  @BeforeEach
  void startService() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"isHere\": true}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
    workplace.close();
  }

  private RuntimeProcess start(String... settings) {
    Map<String, String> set = new HashMap<>();
    set.put("camunda.client.grpc-address", workplace.engine().grpcAddress().toString());
    set.put("camunda.client.execution-threads", "1");
    for (int i = 0; i < settings.length; i += 2) {
      set.put(settings[i], settings[i + 1]);
    }
    return RuntimeProcess.startAnyway(
        set,
        Map.of(
            "INTERCOM_ACCESS_TOKEN",
            DoubleSettings.TOKEN,
            "INTERCOM_BASE_URL",
            workplace.intercomUrl(),
            "INTERCOM_DEFAULT_ADMIN",
            Seed.ADA));
  }

  private long call() {
    return workplace.start(
        HTTP_JSON,
        Map.of(
            "method",
            "GET",
            "url",
            "http://127.0.0.1:" + service.getAddress().getPort() + "/",
            "authentication",
            Map.of("type", "noAuth"),
            "connectionTimeoutInSeconds",
            20,
            "readTimeoutInSeconds",
            20),
        task -> task.zeebeTaskHeader("resultVariable", "answer"));
  }

  private long send() {
    return workplace.start(
        Workplace.SEND,
        Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello"),
        "resultVariable",
        "sent");
  }

  private boolean isDone(long instance) {
    return workplace.history(instance).stream()
        .anyMatch(
            event ->
                event instanceof EngineEvent.Element element
                    && element.id().equals("done")
                    && element.step() == EngineEvent.Step.COMPLETED);
  }

  @Test
  void othersDoNotWaitWhileOurJobsWaitForIntercom() {
    try (RuntimeProcess runtime = start()) {
      workplace.awaitEnd(call(), "done");
      workplace
          .intercom()
          .addFault(
              FaultRule.sometimes(
                  1, "POST", "/messages", new FaultEffect.Delay(Duration.ofSeconds(8))));
      List<Long> sends = LongStream.range(0, SENDS).mapToObj(i -> send()).toList();

      List<Long> calls = IntStream.range(0, 10).mapToObj(i -> call()).toList();

      await().atMost(Workplace.PATIENCE).until(() -> calls.stream().allMatch(this::isDone));
      assertThat(sends).anyMatch(instance -> !isDone(instance));
      assertThat(workplace.variable(calls.getFirst(), "answer").at("/body/isHere").asBoolean())
          .isTrue();
      await().atMost(Duration.ofMinutes(2)).until(() -> sends.stream().allMatch(this::isDone));
      workplace.assertSent(SENDS, SENDS);
      assertThat(runtime.log()).doesNotContain(DoubleSettings.TOKEN);
    }
  }

  /** In snake case, without nulls and by REST: what others may need is nothing to us. */
  @Test
  void ourJobsDoNotDependOnWhatIsSetForOthers() {
    try (RuntimeProcess runtime =
        start(
            "spring.jackson.default-property-inclusion",
            "non_null",
            "spring.jackson.property-naming-strategy",
            "SNAKE_CASE",
            "camunda.client.prefer-rest-over-grpc",
            "true")) {
      long instance = send();

      workplace.awaitEnd(instance, "done");
      assertThat(workplace.variable(instance, "sent").path("messageId").asText()).isNotEmpty();
      assertThat(workplace.variable(instance, "sent").has("conversationId")).isTrue();
      assertThat(runtime.intercomHealth()).isEqualTo("UP");
    }
  }

  @Test
  void aWrongSettingOfOursLeavesTheOthersAlone() {
    try (RuntimeProcess runtime = start("intercom.workspaces.default.region", "mars")) {
      workplace.awaitEnd(call(), "done");

      assertThat(runtime.intercomHealth()).isEqualTo("DOWN");
      assertThat(runtime.read("/actuator/health").at("/components/intercom/details/connector"))
          .asString()
          .contains("Workspace 'default' is configured wrongly: 'mars' is not a region");
      assertThat(runtime.read("/actuator/health/readiness").path("status").asText())
          .isEqualTo("UP");
      assertThat(runtime.log())
          .contains("The Intercom connector does not run in this process. Workspace 'default' is");
    }
  }

  @Test
  void theTaskTypesCanBeRenamedAndSwitchedOffAsThoseOfOthers() {
    try (RuntimeProcess runtime =
        start(
            "CONNECTOR_INTERCOM_SEND_MESSAGE_TYPE",
            "send-renamed",
            "CONNECTOR_OUTBOUND_DISABLED",
            Workplace.FIND)) {
      long instance =
          workplace.start(
              "send-renamed",
              Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello"));

      workplace.awaitEnd(instance, "done");
      workplace.assertSent(1, 1);
      assertThat(runtime.log()).contains("Jobs of the types send-renamed are taken.");
    }
  }
}

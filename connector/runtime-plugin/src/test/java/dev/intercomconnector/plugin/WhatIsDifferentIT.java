package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.worker.Deployment;
import dev.intercomconnector.worker.WorkerInThisJvm;
import dev.intercomconnector.worker.Workplace;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Each row of the guide's table of what is different, in both deployments. A test is called what
 * its row says.
 */
class WhatIsDifferentIT {

  private static final Deployment RUNTIME = RuntimeInThisJvm::start;
  private static final Deployment WORKER = WorkerInThisJvm::start;

  private static final String NO_TOKEN = "intercom.workspaces.default.access-token=";
  private static final String REFUSED_TOKEN = NO_TOKEN + "refused-token";
  private static final String SECRET = "SECRET_INTERCOM_TOKEN=" + DoubleSettings.TOKEN;
  private static final String WRONG_REGION = "intercom.workspaces.default.region=mars";

  private static final Map<String, Object> HELLO =
      Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Workplace workplace;

  WhatIsDifferentIT() throws IOException {
    workplace = new Workplace();
  }

  @AfterEach
  void stop() {
    workplace.close();
    http.close();
  }

  private static Map<String, Object> helloWithSecret() {
    Map<String, Object> inputs = new HashMap<>(HELLO);
    inputs.put("accessToken", "{{secrets.INTERCOM_TOKEN}}");
    return inputs;
  }

  private void assertSends(Map<String, Object> inputs) {
    workplace.awaitEnd(workplace.start(Workplace.SEND, inputs), "done");
  }

  private void assertRefuses(Map<String, Object> inputs, String message) {
    assertThat(workplace.awaitIncident(workplace.start(Workplace.SEND, inputs)).message())
        .startsWith(message);
  }

  private int webhookOf(String workspace) throws Exception {
    return http.send(
            HttpRequest.newBuilder(workplace.webhook(workspace))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void everyRowHasATest() throws IOException {
    String guide = Files.readString(Path.of("../../docs/connector-runtime.md"));
    String table = guide.substring(guide.indexOf("## What is different"));
    List<String> rows =
        table
            .lines()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .map(line -> line.split("\\|", -1)[1].strip())
            .toList();

    assertThat(Stream.of(WhatIsDifferentIT.class.getDeclaredMethods()).map(this::row))
        .filteredOn(Objects::nonNull)
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  private @Nullable String row(Method test) {
    DisplayName name = test.getAnnotation(DisplayName.class);
    return name == null ? null : name.value();
  }

  @Test
  @DisplayName("A task may set `accessToken` to a secret")
  void secrets() {
    workplace.in(RUNTIME, NO_TOKEN, SECRET);
    assertSends(helloWithSecret());
    workplace.stopWorker();

    workplace.in(WORKER, SECRET);
    assertRefuses(
        helloWithSecret(),
        "INTERCOM_INVALID_REQUEST: 'accessToken' is set, but the job worker takes tokens from its"
            + " own configuration only.");
  }

  @Test
  @DisplayName("A workspace needs a token, also behind a gateway with a base URL of its own")
  void gateway() throws IOException {
    HttpServer gateway = gateway(workplace.intercomUrl());
    String behindIt =
        "intercom.workspaces.default.base-url=http://127.0.0.1:" + gateway.getAddress().getPort();
    try {
      workplace.in(RUNTIME, NO_TOKEN, behindIt);
      assertRefuses(
          HELLO,
          "INTERCOM_INVALID_REQUEST: 'accessToken' is missing, and this connector runtime has no"
              + " token of its own.");
      workplace.stopWorker();

      workplace.in(WORKER, NO_TOKEN, behindIt);
      assertSends(HELLO);
    } finally {
      gateway.stop(0);
    }
  }

  /** Adds the token to each request. */
  private HttpServer gateway(String intercom) throws IOException {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", exchange -> passOn(exchange, intercom));
    gateway.start();
    return gateway;
  }

  private void passOn(HttpExchange exchange, String intercom) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(intercom + exchange.getRequestURI()))
                  .header("Authorization", "Bearer " + DoubleSettings.TOKEN)
                  .header("Content-Type", "application/json")
                  .header(
                      "Intercom-Version", exchange.getRequestHeaders().getFirst("Intercom-Version"))
                  .method(
                      exchange.getRequestMethod(),
                      HttpRequest.BodyPublishers.ofByteArray(
                          exchange.getRequestBody().readAllBytes()))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("Webhooks need a workspace of the configuration")
  void webhooks() throws Exception {
    workplace.in(RUNTIME, NO_TOKEN, SECRET, Workplace.WITH_WEBHOOK);
    assertSends(helloWithSecret());
    assertThat(webhookOf("secrets.INTERCOM_TOKEN")).isEqualTo(404);
    assertThat(webhookOf("default")).isEqualTo(404);
    workplace.stopWorker();
    workplace.in(RUNTIME, Workplace.WITH_WEBHOOK);
    assertThat(webhookOf("default")).isEqualTo(200);
    workplace.stopWorker();

    workplace.in(WORKER, Workplace.WITH_WEBHOOK);
    assertThat(webhookOf("default")).isEqualTo(200);
  }

  @Test
  @DisplayName("A wrong setting stops the connector only")
  void wrongSetting() {
    String sentence = "Workspace 'default' is configured wrongly: 'mars' is not a region";

    workplace.in(RUNTIME, WRONG_REGION);
    var health = workplace.worker().read("/actuator/health");
    assertThat(health.at("/components/intercom/details/connector").asText()).startsWith(sentence);
    assertThat(workplace.worker().read("/actuator/health/readiness").path("status").asText())
        .isEqualTo("UP");
    workplace.stopWorker();

    assertThatThrownBy(() -> workplace.in(WORKER, WRONG_REGION)).hasStackTraceContaining(sentence);
  }

  @Test
  @DisplayName("Jobs are taken although no workspace can be used, since a task may name a secret")
  void noUsableWorkspace() {
    workplace.in(RUNTIME, REFUSED_TOKEN, SECRET);
    assertThat(workplace.awaitFailure(workplace.start(Workplace.SEND, HELLO)).message())
        .contains("Workspace 'default' cannot be used: INTERCOM_UNAUTHORIZED");
    assertSends(helloWithSecret());
    workplace.stopWorker();

    workplace.in(WORKER, REFUSED_TOKEN, "intercom.check-every=PT1S");
    long instance = workplace.start(Workplace.SEND, HELLO);
    long checked = checks();
    await().atMost(Workplace.PATIENCE).until(() -> checks() >= checked + 2);
    assertThat(workplace.last(instance, EngineEvent.JobFailed.class)).isEmpty();
    assertThat(workplace.last(instance, EngineEvent.Incident.class)).isEmpty();
  }

  private long checks() {
    return workplace.intercom().ledger().stream()
        .filter(entry -> entry.path().equals("/me"))
        .count();
  }
}

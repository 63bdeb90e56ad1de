package dev.intercomconnector.worker.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.ClosePoint;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.process.WorkerProcess;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator sees of a worker that has done some work: its metrics, its health, its log. Its
 * token comes from a tree of files, as Kubernetes and Docker mount secrets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class OperationsIT {

  private static final Path LOG = Path.of("target", "deployment-tests", "operations.log");
  private static final Path DASHBOARD =
      Path.of("..", "..", "deploy", "grafana", "intercom-worker.json");
  private static final Path EXAMPLE = Path.of("..", "..", "example-bpmn");
  private static final long PATIENCE = 180;
  private static final String TEXT = "My invoice is wrong";

  private final ObjectMapper json = new ObjectMapper();
  private EmbeddedEngine engine;
  private IntercomDouble intercom;
  private WorkerProcess worker;

  @SuppressWarnings("NullAway.Init")
  OperationsIT() {}

  @BeforeAll
  void letAWorkerDoSomething(@TempDir Path secrets) throws IOException, InterruptedException {
    Files.deleteIfExists(LOG);
    Files.writeString(
        secrets.resolve("intercom.workspaces.default.access-token"), DoubleSettings.TOKEN);
    engine = EmbeddedEngine.start();
    intercom = IntercomDouble.start();
    worker =
        WorkerProcess.start(
                new WorkerProcess.Setup(
                    Path.of(System.getProperty("worker.jar")),
                    engine.grpcAddress(),
                    WorkerSettings.of(
                        intercom.baseUrl(),
                        Map.of(
                            "INTERCOM_ACCESS_TOKEN", "",
                            "SPRING_CONFIG_IMPORT", "configtree:" + secrets + "/",
                            "INTERCOM_RECONCILIATION_PAUSE", "PT1S",
                            "LOGGING_LEVEL_DEV_INTERCOMCONNECTOR", "DEBUG",
                            "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"))),
                LOG)
            .awaitReady();
    writeAsUser(TEXT);
    // The second one's answer is lost, so that it is looked for. It has other words: of two
    // messages that say the same, it could not be told which is which.
    intercom
        .control()
        .addFault(FaultRule.once("POST", "/messages", new FaultEffect.Close(ClosePoint.AFTER)));
    writeAsUser(TEXT + " again");
  }

  private void writeAsUser(String text) {
    try (CamundaClient client = engine.client()) {
      client
          .newDeployResourceCommand()
          .addResourceFile(EXAMPLE.resolve("user-initiated-message.bpmn").toString())
          .send()
          .join();
      client
          .newCreateInstanceCommand()
          .bpmnProcessId("intercom-user-initiated-message")
          .latestVersion()
          .variables(Map.of("customerId", "user-1", "text", text))
          .withResult()
          .requestTimeout(Duration.ofSeconds(PATIENCE))
          .send()
          .join(PATIENCE, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  void stop() {
    worker.close();
    intercom.close();
    engine.close();
  }

  @Test
  void intercomIsToldWhichVersionOfTheConnectorCalls() {
    assertThat(intercom.control().ledger())
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.headers().get("user-agent"))
                    .matches("intercom-connector-camunda/\\d+\\.\\d+.*"));
  }

  @Test
  void everyMetricAndLabelOfTheDashboardIsThere() throws IOException {
    String metrics = get("/actuator/prometheus");
    List<String> queries = new ArrayList<>();
    json.readTree(Files.readString(DASHBOARD))
        .path("panels")
        .findValues("expr")
        .forEach(expression -> queries.add(expression.asText()));

    assertThat(queries).hasSizeGreaterThan(5);
    for (String query : queries) {
      Set<String> labels = new HashSet<>();
      matches("by \\(([^)]*)\\)", query)
          .forEach(list -> labels.addAll(Arrays.asList(list.split(", *"))));
      List<String> names = matches("([a-z_]+)\\{", query);
      assertThat(names).as(query).isNotEmpty();
      for (String name : names) {
        List<String> series =
            metrics.lines().filter(line -> line.matches(name + "[{ ].*")).toList();
        assertThat(series).as("%s in %s", name, query).isNotEmpty();
        labels.addAll(matches("(\\w+)=~?\"", query));
        labels.removeAll(Set.of("job", "instance", "le"));
        for (String label : labels) {
          assertThat(series.getFirst()).as(query).contains(label + "=\"");
        }
      }
    }
  }

  @Test
  void theSendsAreCountedByOutcomeAndByTheTemplateTheyWereDrawnWith() throws IOException {
    assertThat(get("/actuator/prometheus").lines())
        .anyMatch(
            line ->
                line.startsWith("intercom_sends_total{")
                    && line.contains("outcome=\"sent\"")
                    && line.contains("template=\"dev.intercomconnector.sendMessageAsContact\"")
                    && line.contains("template_version=\"")
                    && line.endsWith(" 1.0"));
  }

  @Test
  void livenessAsksOnlyForThisProcessAndReadinessForAllThatItNeeds() throws IOException {
    assertThat(components("/actuator/health/liveness")).containsExactly("livenessState");
    assertThat(components("/actuator/health/readiness"))
        .containsExactlyInAnyOrder("camundaClient", "intercom", "readinessState");
  }

  @Test
  void eachLineOfTheLogIsAnObjectThatNamesTheJobAndNoPerson() throws IOException {
    String log = Files.readString(LOG);
    List<JsonNode> ofJobs = new ArrayList<>();
    for (String line : log.lines().filter(line -> line.startsWith("{")).toList()) {
      JsonNode object = json.readTree(line);
      assertThat(object.path("@timestamp").isTextual()).as(line).isTrue();
      if (object.has("jobKey")) {
        ofJobs.add(object);
      }
    }

    assertThat(ofJobs).isNotEmpty();
    assertThat(ofJobs)
        .allSatisfy(
            line ->
                assertThat(line.properties().stream().map(Map.Entry::getKey))
                    .contains("processInstanceKey", "elementId", "elementInstanceKey", "jobKey"));
    assertThat(ofJobs).extracting(line -> line.path("elementId").asText()).contains("send-as-user");
    assertThat(log)
        .doesNotContain(TEXT)
        .doesNotContain("user-1")
        .doesNotContain("@example.com")
        .doesNotContain(DoubleSettings.TOKEN);
  }

  private List<String> components(String path) throws IOException {
    List<String> names = new ArrayList<>();
    json.readTree(get(path)).path("components").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private String get(String path) throws IOException {
    try (var body = worker.address().resolve(path).toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  private static List<String> matches(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}

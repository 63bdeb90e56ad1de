package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.testengine.EngineEvent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The diagrams that the tests of the forms drew and filled in a browser, run as they were saved.
 * They say themselves what Intercom must be asked. The build makes them before it comes here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class FilledFormsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DRAWN = Path.of("../../element-templates/tests/target/filled");

  private final Workplace workplace;

  FilledFormsTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace.withWorker(
        "intercom.workspaces.newest.access-token=sandbox-token",
        "intercom.workspaces.newest.base-url={intercom}",
        "intercom.workspaces.newest.api-version=2.16",
        "intercom.workspaces.newest.default-admin=991267464");
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  @TestFactory
  Stream<DynamicTest> aFormAsksIntercomForExactlyWhatItSays() throws IOException {
    List<Path> orders = orders();
    if (orders.isEmpty()) {
      String missing = "Nobody has filled a form in a browser: run ./mvnw verify with Chromium";
      if (System.getenv("CI") != null) {
        fail(missing);
      }
      Assumptions.abort(missing);
    }
    return orders.stream()
        .map(order -> dynamicTest(order.getFileName().toString(), () -> run(order)));
  }

  private void run(Path order) throws IOException {
    workplace.clear();
    JsonNode wanted = JSON.readTree(order.toFile());
    String process = wanted.path("process").asText();
    Path diagram = order.resolveSibling(order.getFileName().toString().replace(".json", ".bpmn"));

    long instance = workplace.startDrawn(diagram, process, variables(wanted));

    if (wanted.has("reply")) {
      await().atMost(Workplace.PATIENCE).until(() -> workplace.posts() == 1);
      workplace
          .intercom()
          .contactReplies(
              workplace.intercom().messages().getFirst().id(), wanted.path("reply").asText());
    }
    await().atMost(Workplace.PATIENCE).until(() -> isOver(instance));
    assertThat(workplace.last(instance, EngineEvent.Incident.class)).isEmpty();
    assertThat(told()).containsExactlyElementsOf(wanted.path("requests"));
    wanted
        .path("result")
        .properties()
        .forEach(one -> assertHas(workplace.variable(instance, one.getKey()), one.getValue()));
  }

  /** Whether everything that is wanted is there; there may be more. */
  private static void assertHas(JsonNode actual, JsonNode wanted) {
    if (wanted.isObject()) {
      wanted.properties().forEach(one -> assertHas(actual.path(one.getKey()), one.getValue()));
    } else {
      assertThat(actual).isEqualTo(wanted);
    }
  }

  private boolean isOver(long instance) {
    return workplace.history(instance).stream()
        .anyMatch(
            event ->
                event instanceof EngineEvent.Incident
                    || event instanceof EngineEvent.Element element
                        && element.step() == EngineEvent.Step.COMPLETED
                        && element.type() == BpmnElementType.END_EVENT);
  }

  /**
   * What Intercom was told to send. How people and conversations are looked up is not in a form.
   */
  private List<JsonNode> told() {
    return workplace.intercom().ledger().stream()
        .filter(entry -> entry.method().equals("POST") && !entry.path().endsWith("/search"))
        .map(FilledFormsTest::line)
        .toList();
  }

  private static JsonNode line(LedgerEntry entry) {
    ObjectNode line = JSON.createObjectNode();
    line.put("method", entry.method()).put("path", entry.path());
    return entry.body() == null ? line : line.set("body", entry.body());
  }

  private static Map<String, Object> variables(JsonNode wanted) throws IOException {
    return JSON.readerForMapOf(Object.class).readValue(wanted.path("variables"));
  }

  private static List<Path> orders() throws IOException {
    if (!Files.isDirectory(DRAWN)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(DRAWN)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}

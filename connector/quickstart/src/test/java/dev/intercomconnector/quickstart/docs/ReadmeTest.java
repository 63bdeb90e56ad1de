package dev.intercomconnector.quickstart.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Feature;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Region;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.connector.runtime.core.ConnectorResultHandler;
import io.camunda.connector.runtime.core.error.BpmnError;
import io.camunda.connector.runtime.core.error.ConnectorError;
import io.camunda.connector.runtime.core.error.JobError;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext.ErrorExpressionJob;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;

/** Holds the examples, tables and links of the README and of docs against the code. */
class ReadmeTest {

  private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
  private final Readme readme;

  ReadmeTest() throws Exception {
    this.readme = Readme.read();
  }

  @Test
  void the_inputs_shown_are_accepted() throws Exception {
    List<String> sends = readme.blocks("input: send");
    List<String> finds = readme.blocks("input: find");

    assertThat(sends).isNotEmpty();
    assertThat(finds).isNotEmpty();
    for (String input : sends) {
      assertThat(SendMessageInput.read(json.readTree(input)))
          .as(input)
          .isInstanceOf(Outcome.Done.class);
    }
    for (String input : finds) {
      assertThat(FindConversationInput.read(json.readTree(input)))
          .as(input)
          .isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void the_tables_of_inputs_list_what_the_tasks_read() {
    List<String> sends = new ArrayList<>(SendMessageInput.NAMES);
    sends.addAll(sends.indexOf("to") + 1, marks("to"));
    sends.addAll(sends.indexOf("from") + 1, marks("from"));
    List<String> finds = new ArrayList<>(FindConversationInput.NAMES);
    finds.addAll(finds.indexOf("contact") + 1, marks("contact"));

    assertThat(readme.names("inputs: send")).containsExactlyElementsOf(sends);
    assertThat(readme.names("inputs: find")).containsExactlyElementsOf(finds);
  }

  private static List<String> marks(String person) {
    return Stream.of("type", "id", "userId", "email").map(mark -> person + "." + mark).toList();
  }

  @Test
  void the_tables_of_results_list_what_the_tasks_answer() {
    assertThat(readme.names("result: send"))
        .containsExactlyElementsOf(components(SendMessageResult.class));
    assertThat(readme.names("result: find"))
        .containsExactlyElementsOf(components(FindConversationResult.class));
  }

  @Test
  void the_table_of_error_codes_lists_them_all() {
    assertThat(readme.names("error codes"))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
  }

  @Test
  void the_expressions_shown_can_be_parsed() {
    var feel = FeelEngineBuilder.forJava().build();
    List<String> expressions =
        Pattern.compile("```feel\n(.*?)\n```", Pattern.DOTALL)
            .matcher(readme.text())
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(expressions).isNotEmpty();
    for (String expression : expressions) {
      // The fields that they are for show the sign themselves.
      assertThat(expression).doesNotStartWith("=");
      ParseResult parsed = feel.parseExpression(expression);
      assertThat(parsed.isSuccess()).as(expression).isTrue();
    }
  }

  @Test
  void the_result_expressions_shown_build_variables() throws Exception {
    assertThat(
            evaluate(
                "result expression: send",
                """
                {"messageId": "1", "createdAt": "2026-03-01T09:00:00Z"}
                """))
        .containsEntry("welcomeMessageId", "1")
        .containsEntry("sentAt", "2026-03-01T09:00:00Z");
    assertThat(
            evaluate(
                "result expression: find",
                """
                {"found": false, "lastReply": null}
                """))
        .containsEntry("answered", false)
        .containsEntry("answer", null);
    assertThat(
            evaluate(
                "result expression: find",
                """
                {"found": true, "lastReply": {"body": "Hi"}}
                """))
        .containsEntry("answer", "Hi");
  }

  private Map<String, Object> evaluate(String name, String result) throws Exception {
    return new ConnectorResultHandler(json)
        .createOutputVariables(
            json.readValue(result, Map.class), null, "=" + readme.blocks(name).getFirst());
  }

  @Test
  void the_error_expression_shown_does_what_is_said_of_it() {
    ConnectorError unsubscribed = decide(Map.of("error", error("INTERCOM_UNSUBSCRIBED"))).get();
    ConnectorError unavailable = decide(Map.of("error", error("INTERCOM_UNAVAILABLE"))).get();

    assertThat(unsubscribed).isInstanceOf(BpmnError.class);
    assertThat(((BpmnError) unsubscribed).errorCode()).isEqualTo("INTERCOM_UNSUBSCRIBED");
    assertThat(((JobError) unavailable).retries()).isEqualTo(2);
    assertThat(((JobError) unavailable).retryBackoff()).isEqualTo(Duration.ofMinutes(10));
    assertThat(decide(Map.of("error", error("INTERCOM_UNAUTHORIZED")))).isEmpty();
    assertThat(decide(Map.of("messageId", "1"))).isEmpty();
  }

  private Optional<ConnectorError> decide(Map<String, Object> response) {
    return new ConnectorResultHandler(json)
        .examineErrorExpression(
            response,
            Map.of("errorExpression", "=" + readme.blocks("error expression").getFirst()),
            new ErrorExpressionJobContext(new ErrorExpressionJob(3)));
  }

  private static Map<String, Object> error(String code) {
    return Map.of("code", code, "message", "A sentence.", "variables", Map.of());
  }

  @Test
  void the_calls_shown_work_on_the_simulator_in_their_order() throws Exception {
    List<CurlCommand> commands =
        readme.blocks("curl").stream()
            .flatMap(block -> CurlCommand.readAll(block).stream())
            .toList();
    String messageId = "";
    assertThat(commands).isNotEmpty();
    try (IntercomDouble intercom = IntercomDouble.start()) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (CurlCommand command : commands) {
        HttpResponse<String> answer =
            client.send(
                command.to(intercom.baseUrl(), messageId), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(command + ": " + answer.body()).isEqualTo(200);
        JsonNode body = json.readTree(answer.body());
        if (messageId.isEmpty()) {
          messageId = body.path("id").asText();
          assertThat(messageId).isNotEmpty();
        }
      }
    }
  }

  @Test
  void the_variables_of_the_environment_are_those_the_worker_reads() throws Exception {
    Path resources = readme.folder().resolve("connector/worker/src/main/resources");
    String settings =
        Files.readString(resources.resolve("application.yaml"))
            + Files.readString(
                resources.resolve("dev/intercomconnector/worker/intercom-defaults.yaml"));
    Map<String, String> defaults = new HashMap<>();
    // The variables that begin with CONNECTOR are those of Camunda's connector runtime.
    Pattern.compile("\\$\\{(INTERCOM_[A-Z_]+):([^}]*)}")
        .matcher(settings)
        .results()
        .forEach(variable -> defaults.put(variable.group(1), variable.group(2)));
    Map<String, String> documented = new HashMap<>();
    for (List<String> row : readme.table("environment")) {
      documented.put(
          Readme.codes(row.get(0)).getFirst(),
          Readme.codes(row.get(1)).stream().findFirst().orElse(""));
    }

    assertThat(documented).isEqualTo(defaults);
    assertThat(
            Pattern.compile("INTERCOM_[A-Z_]+(?==)")
                .matcher(readme.text())
                .results()
                .map(variable -> variable.group()))
        .isSubsetOf(defaults.keySet());
  }

  @Test
  void the_tables_of_settings_list_them_all_with_their_defaults() {
    List<String> ofWorker = new ArrayList<>();
    for (RecordComponent part : WorkerProperties.class.getRecordComponents()) {
      if (part.getType().isRecord()) {
        settings(part.getType()).forEach(setting -> ofWorker.add(kebab(part) + "." + setting));
      } else if (!part.getName().equals("workspaces")) {
        ofWorker.add(setting(part));
      }
    }

    assertThat(settingsShown("workspace settings"))
        .containsExactlyElementsOf(settings(WorkerProperties.Workspace.class));
    assertThat(settingsShown("worker settings")).containsExactlyInAnyOrderElementsOf(ofWorker);
  }

  private List<String> settingsShown(String table) {
    return readme.table(table).stream()
        .map(
            row ->
                Readme.codes(row.get(0)).getFirst()
                    + " = "
                    + Readme.codes(row.get(1)).stream().findFirst().orElse(""))
        .toList();
  }

  private static List<String> settings(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(ReadmeTest::setting).toList();
  }

  private static String setting(RecordComponent part) {
    DefaultValue otherwise =
        Arrays.stream(part.getDeclaringRecord().getDeclaredConstructors())
            .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
            .filter(parameter -> parameter.getName().equals(part.getName()))
            .map(parameter -> parameter.getAnnotation(DefaultValue.class))
            .findFirst()
            .orElseThrow();
    return kebab(part) + " = " + String.join("", otherwise.value());
  }

  private static String kebab(RecordComponent part) {
    return part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void the_configuration_shown_is_understood() throws Exception {
    var sources = new MutablePropertySources();
    var yaml = new ByteArrayResource(readme.blocks("configuration").getFirst().getBytes(UTF_8));
    new YamlPropertySourceLoader().load("readme", yaml).forEach(sources::addLast);

    WorkerProperties properties =
        new Binder(ConfigurationPropertySources.from(sources))
            .bind("intercom", WorkerProperties.class)
            .get();

    assertThat(properties.workspaces()).containsOnlyKeys("default", "europe");
    assertThat(properties.workspaces())
        .hasEntrySatisfying(
            "europe", europe -> assertThat(europe.defaultAdmin()).isEqualTo("ada@example.com"));
  }

  @Test
  void the_regions_and_versions_are_those_of_the_code() {
    for (Region region : Region.values()) {
      assertThat(readme.text())
          .contains(
              "| `%s` | `%s` |"
                  .formatted(region.name().toLowerCase(Locale.ROOT), region.baseUrl()));
    }
    assertThat(readme.table("versions").stream().map(row -> row.get(1).strip()).distinct())
        .containsExactlyElementsOf(
            Arrays.stream(Feature.values())
                .map(Feature::since)
                .map(ApiVersion::header)
                .distinct()
                .toList());
  }

  @Test
  void the_links_lead_somewhere() {
    Map<Path, List<String>> anchors = new HashMap<>();
    readme.pages().forEach(page -> anchors.put(page.file(), page.anchors()));
    for (Readme.Page page : readme.pages()) {
      for (String link : page.links()) {
        if (!link.startsWith("https://")) {
          String path = link.replaceAll("#.*", "");
          Path file = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
          assertThat(file).as(page.file() + ": " + link).exists();
          if (link.contains("#")) {
            assertThat(anchors.getOrDefault(file, List.of()))
                .as(page.file() + ": " + link)
                .contains(link.replaceAll(".*#", ""));
          }
        }
      }
    }
  }

  @Test
  void the_commands_shown_exist() throws Exception {
    String pom = Files.readString(readme.folder().resolve("pom.xml"));
    for (String command : readme.names("commands")) {
      if (command.contains(" -P")) {
        assertThat(pom).contains("<id>" + command.replaceAll(".* -P(\\w+).*", "$1") + "</id>");
      }
    }
    assertThat(Files.isExecutable(readme.folder().resolve("mvnw"))).isTrue();
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}

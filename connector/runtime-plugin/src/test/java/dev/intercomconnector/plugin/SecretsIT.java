package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.worker.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A runtime that has no token of its own: each task names one of the runtime's secrets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {

  private static final String SECRET = "{{secrets.INTERCOM_TOKEN}}";
  private static final String OTHER_VALUE = "the-value-of-another-secret";

  /** Every way that the runtime itself knows to name a secret in a text, and some broken ones. */
  private static final String SPELLINGS =
      "{{secrets.OTHER}} {{ secrets.OTHER }} secrets.OTHER {{secrets.OTHER} \"secrets.OTHER\"";

  private static final String SPELT_IN_FEEL = "={said: \"{{secrets.OTHER}} secrets.OTHER\"}";

  private static final List<String> SEND_INPUTS =
      List.of(
          "workspace",
          "messageType",
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "body",
          "template",
          "createdAt",
          "referer",
          "createConversationWithoutContactReply",
          "onUnknownOutcome",
          "accessToken");

  private static final List<String> FIND_INPUTS =
      List.of(
          "workspace",
          "messageId",
          "contact",
          "waitUntil",
          "waitFor",
          "onTimeout",
          "includeParts",
          "accessToken");

  private final Workplace workplace;
  private RuntimeProcess runtime;

  @TempDir private static Path secrets;

  SecretsIT() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startRuntime() {
    runtime =
        RuntimeProcess.start(
            Map.of(
                "camunda.client.grpc-address",
                workplace.engine().grpcAddress().toString(),
                "intercom.check-every",
                "PT1S",
                "intercom.young-contact-window",
                "PT1S"),
            Map.of(
                "SECRET_INTERCOM_TOKEN",
                DoubleSettings.TOKEN,
                "SECRET_OTHER",
                OTHER_VALUE,
                "SECRET_BROKEN",
                "two words",
                "INTERCOM_BASE_URL",
                workplace.intercomUrl(),
                "INTERCOM_DEFAULT_ADMIN",
                Seed.ADA,
                "JAVA_TOOL_OPTIONS",
                "-Dsecrets.folder=" + secrets));
  }

  @AfterAll
  void stop() {
    runtime.close();
    workplace.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    workplace.clear();
    workplace.intercom().clearFaults();
  }

  private static Map<String, Object> hello(String accessToken, Object... more) {
    Map<String, Object> inputs =
        new HashMap<>(
            Map.of(
                "to",
                Map.of("type", "user", "id", Seed.USER),
                "body",
                "Hello",
                "accessToken",
                accessToken));
    for (int i = 0; i < more.length; i += 2) {
      inputs.put((String) more[i], more[i + 1]);
    }
    return inputs;
  }

  private String incident(Map<String, Object> inputs) {
    return workplace.awaitIncident(workplace.start(Workplace.SEND, inputs)).message();
  }

  @Test
  void aTaskSendsWithTheTokenOfTheSecretThatItNames() {
    long instance = workplace.start(Workplace.SEND, hello(SECRET));

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
    assertThat(workplace.localVariable(instance, "intercomSend").path("attemptId").asText())
        .isNotEmpty();
    assertThat(runtime.read("/actuator/health").at("/components/intercom/details").toString())
        .contains("\"secrets.INTERCOM_TOKEN\":\"usable\"");
    assertThat(workplace.intercom().ledger())
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.headers().get("user-agent"))
                    .matches("intercom-connector-camunda/\\d+\\.\\d+.*"));
  }

  @Test
  void noSecretGetsIntoAnythingElseHoweverItIsSpelt() {
    List<Long> instances = new ArrayList<>();
    for (String input : SEND_INPUTS) {
      instances.add(workplace.start(Workplace.SEND, hello(SECRET, input, SPELLINGS)));
      instances.add(
          workplace.start(Workplace.SEND, hello(SECRET, input, Map.of("email", SPELLINGS))));
    }
    for (String input : FIND_INPUTS) {
      instances.add(workplace.start(Workplace.FIND, find(input, SPELLINGS)));
      instances.add(workplace.start(Workplace.FIND, find(input, Map.of("email", SPELLINGS))));
    }
    for (String header :
        List.of("resultVariable", "resultExpression", "errorExpression", "retryBackoff")) {
      String value = header.endsWith("Expression") ? SPELT_IN_FEEL : SPELLINGS;
      instances.add(workplace.start(Workplace.SEND, hello(SECRET), header, value));
    }

    await().atMost(Workplace.PATIENCE).until(() -> instances.stream().allMatch(this::hasEnded));
    assertThat(workplace.intercom().messages())
        .anyMatch(message -> message.body().equals(SPELLINGS));
    assertThat(workplace.intercom().ledger().toString()).doesNotContain(OTHER_VALUE);
    assertThat(workplace.engine().history().events().toString()).doesNotContain(OTHER_VALUE);
    assertThat(runtime.log()).doesNotContain(OTHER_VALUE).doesNotContain(DoubleSettings.TOKEN);
  }

  private static Map<String, Object> find(String input, Object value) {
    Map<String, Object> inputs =
        new HashMap<>(Map.of("messageId", "404", "waitUntil", "now", "accessToken", SECRET));
    inputs.put(input, value);
    return inputs;
  }

  private boolean hasEnded(long instance) {
    return workplace.history(instance).stream()
        .anyMatch(
            event ->
                event instanceof EngineEvent.Incident
                    || event instanceof EngineEvent.Element element
                        && (element.id().equals("done") || element.id().equals("caught"))
                        && element.step() == EngineEvent.Step.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secrets.INTERCOM_TOKEN",
        DoubleSettings.TOKEN,
        "Bearer {{secrets.INTERCOM_TOKEN}}",
        "{{secrets.INTERCOM_TOKEN}}{{secrets.OTHER}}",
        "{{INTERCOM_TOKEN}}",
        "{{secrets.}}"
      })
  void whatIsNotTheNameOfASecretIsRefusedInOneSentence(String accessToken) {
    assertThat(incident(hello(accessToken)))
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: 'accessToken' does not name a secret, and a token itself"
                + " must not stand in a process. Set it to a secret of the connector runtime, such"
                + " as {{secrets.INTERCOM_ACCESS_TOKEN}}.");
    assertThat(runtime.log()).doesNotContain(DoubleSettings.TOKEN);
    workplace.assertSent(0, 0);
  }

  @Test
  void aSecretThatIsNotThereIsNamed() {
    assertThat(incident(hello("{{secrets.MISSING}}")))
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: The connector runtime has no secret 'MISSING'. Add it to the"
                + " runtime's secrets, or correct the name in 'accessToken'.");
  }

  @Test
  void aSecretThatCannotBeATokenIsNamedWithoutItsValue() {
    assertThat(incident(hello("{{secrets.BROKEN}}")))
        .startsWith(
            "INTERCOM_INVALID_REQUEST: The secret 'BROKEN' cannot be used: the access token")
        .doesNotContain("two words");
  }

  @Test
  void aTaskThatNamesNoSecretIsToldWhatIsMissing() {
    Map<String, Object> inputs = hello(SECRET);
    inputs.remove("accessToken");

    assertThat(incident(inputs))
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: 'accessToken' is missing, and this connector runtime has no"
                + " token of its own. Set it to a secret of the runtime, such as"
                + " {{secrets.INTERCOM_ACCESS_TOKEN}}.");
  }

  @Test
  void aWorkspaceAndASecretAtOnceAreRefused() {
    assertThat(incident(hello(SECRET, "workspace", "europe")))
        .startsWith(
            "INTERCOM_INVALID_REQUEST: 'workspace' is 'europe' and 'accessToken' is set, but each"
                + " of them names a workspace.");
  }

  @Test
  void aTokenThatIntercomRefusesIsAnIncidentThatDoesNotShowIt() {
    assertThat(incident(hello("{{secrets.OTHER}}")))
        .startsWith("INTERCOM_UNAUTHORIZED: Intercom refuses the access token.")
        .contains("Intercom answered 401")
        .doesNotContain(OTHER_VALUE);
    assertThat(runtime.log()).doesNotContain(OTHER_VALUE);
  }

  @Test
  void aTokenIsReplacedWithoutARestart() throws IOException {
    Path secret = secrets.resolve("ROTATED");
    Files.writeString(secret, DoubleSettings.TOKEN);
    workplace.awaitEnd(workplace.start(Workplace.SEND, hello("{{secrets.ROTATED}}")), "done");
    Files.writeString(secret, "no-longer-valid");
    await()
        .atMost(Workplace.PATIENCE)
        .until(() -> rotated().startsWith("Workspace 'secrets.ROTATED' cannot be used"));

    Files.writeString(secret, DoubleSettings.TOKEN + "\n");

    await().atMost(Workplace.PATIENCE).until(() -> rotated().equals("usable"));
    workplace.awaitEnd(workplace.start(Workplace.SEND, hello("{{secrets.ROTATED}}")), "done");
    workplace.assertSent(2, 2);
  }

  private String rotated() {
    return runtime
        .read("/actuator/health")
        .at("/components/intercom/details")
        .path("secrets.ROTATED")
        .asText();
  }
}

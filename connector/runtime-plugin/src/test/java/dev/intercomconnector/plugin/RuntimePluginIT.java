package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.ClosePoint;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.worker.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The tasks in Camunda's own connector runtime, to which the one jar of the plugin was added. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimePluginIT {

  private static final String SECRET = "{{secrets.INTERCOM_TOKEN}}";

  private final Workplace workplace;
  private RuntimeProcess runtime;

  RuntimePluginIT() throws IOException {
    workplace = new Workplace();
    runtime = startRuntime();
  }

  private RuntimeProcess startRuntime() throws IOException {
    return RuntimeProcess.start(
        workplace.engine().grpcAddress(),
        Map.of(
            "SECRET_INTERCOM_TOKEN",
            DoubleSettings.TOKEN,
            "INTERCOM_BASE_URL",
            workplace.intercomUrl(),
            "INTERCOM_DEFAULT_ADMIN",
            Seed.ADA));
  }

  @BeforeAll
  void warmUp() {
    workplace.awaitEnd(workplace.start(Workplace.SEND, hello()), "done");
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

  private static Map<String, Object> hello(Object... more) {
    return given(
        Map.of("to", Map.of("type", "user", "email", "uma@example.com"), "body", "Hello"), more);
  }

  private static Map<String, Object> given(Map<String, ?> inputs, Object... more) {
    Map<String, Object> all = new HashMap<>(inputs);
    all.put("accessToken", SECRET);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return all;
  }

  private String send() {
    long instance = workplace.start(Workplace.SEND, hello(), "resultVariable", "sent");
    workplace.awaitEnd(instance, "done");
    return workplace.variable(instance, "sent").path("messageId").asText();
  }

  private List<EngineEvent.JobFailed> failures(long instance) {
    return workplace.history(instance).stream()
        .filter(EngineEvent.JobFailed.class::isInstance)
        .map(EngineEvent.JobFailed.class::cast)
        .toList();
  }

  /** The element instance of the task, which the runtime's own variable is local to. */
  private long elementInstance(long instance) {
    return workplace.history(instance).stream()
        .filter(EngineEvent.Variable.class::isInstance)
        .map(EngineEvent.Variable.class::cast)
        .filter(variable -> variable.name().equals("error") && variable.scope() != instance)
        .mapToLong(EngineEvent.Variable::scope)
        .findFirst()
        .orElseThrow();
  }

  private void set(long elementInstance, Map<String, ?> variables) {
    workplace
        .client()
        .newSetVariablesCommand(elementInstance)
        .variables(variables)
        .local(true)
        .send()
        .join();
  }

  /** An incident on top of those that were there before. */
  private EngineEvent.Incident resolveAndAwaitTheNext(
      long instance, EngineEvent.Incident incident) {
    workplace.resolve(incident);
    return await()
        .atMost(Workplace.PATIENCE)
        .until(() -> workplace.awaitIncident(instance), next -> next.key() != incident.key());
  }

  @Test
  void theOnboardingExampleRunsOnceItsTasksNameASecret() throws IOException {
    String bpmn =
        Files.readString(Path.of("../../example-bpmn/onboarding.bpmn"))
            .replace(
                "<zeebe:ioMapping>",
                "<zeebe:ioMapping><zeebe:input source=\"%s\" target=\"intercom.accessToken\" />"
                    .formatted(SECRET));
    long instance =
        workplace.startBpmn(
            bpmn,
            "intercom-onboarding",
            Map.of("contactEmail", "uma@example.com", "contactName", "Uma"));
    EngineEvent.JobFailed waiting = workplace.awaitFailure(instance);
    assertThat(waiting.message()).startsWith("Waiting until 20").contains("replied");
    assertThat(waiting.retriesLeft()).isEqualTo(3);

    workplace
        .intercom()
        .contactReplies(workplace.intercom().messages().getFirst().id(), "Import my data");

    workplace.awaitEnd(instance, "contact-answered");
    var conversation = workplace.variable(instance, "conversation");
    assertThat(conversation.path("lastReply").path("body").asText()).isEqualTo("Import my data");
    assertThat(conversation.path("url").asText()).startsWith("https://app.intercom.com/a/apps/");
    assertThat(failures(instance)).allMatch(failed -> failed.retriesLeft() == 3);
    workplace.assertSent(1, 1);
  }

  @Test
  void theResultGoesThroughVariableAndExpression() {
    long instance =
        workplace.start(
            Workplace.SEND,
            hello(),
            "resultVariable",
            "sent",
            "resultExpression",
            "={id: messageId, who: contactIds[1]}");

    workplace.awaitEnd(instance, "done");
    var message = workplace.intercom().messages().getFirst();
    assertThat(workplace.variable(instance, "sent").path("messageId").asText())
        .isEqualTo(message.id());
    assertThat(workplace.variable(instance, "sent").path("alreadySent").asBoolean()).isFalse();
    assertThat(workplace.variable(instance, "id").asText()).isEqualTo(message.id());
    assertThat(workplace.variable(instance, "who").asText()).isEqualTo(Seed.USER);
    workplace.assertSent(1, 1);
  }

  @Test
  void aMistakeIsAnIncidentAtOnceThatNamesTheFields() {
    long instance = workplace.start(Workplace.SEND, given(Map.of("messageType", "email")));

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_INVALID_REQUEST: 'to' is missing;")
        .contains("'subject' is missing; an e-mail needs one.")
        .contains("Correct the task's inputs.");
    assertThat(failures(instance)).hasSize(1);
    workplace.assertSent(0, 0);
  }

  @Test
  void anErrorExpressionGetsTheCodeAndIntercomsWords() {
    long instance =
        workplace.start(
            Workplace.SEND,
            hello("accessToken", "wrong-token"),
            "errorExpression",
            "=if error.code = \"INTERCOM_UNAUTHORIZED\""
                + " then bpmnError(error.code, \"refused with \" + string(error.variables.status))"
                + " else null");

    workplace.awaitEnd(instance, "caught");
    assertThat(workplace.awaitBpmnError(instance).code()).isEqualTo("INTERCOM_UNAUTHORIZED");
    assertThat(workplace.awaitBpmnError(instance).message()).isEqualTo("refused with 401");
  }

  @Test
  void aTokenThatIntercomRefusesIsAnIncidentThatDoesNotShowIt() {
    long instance =
        workplace.start(Workplace.SEND, hello("accessToken", "wrong-token-of-somebody"));

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_UNAUTHORIZED: Intercom refuses the access token.")
        .contains("Intercom answered 401")
        .doesNotContain("wrong-token-of-somebody");
    assertThat(runtime.log()).doesNotContain("wrong-token-of-somebody", DoubleSettings.TOKEN);
  }

  @Test
  void aTaskWithoutATokenOfItsOwnIsRefused() {
    Map<String, Object> inputs = hello();
    inputs.remove("accessToken");
    long instance = workplace.start(Workplace.SEND, inputs);

    assertThat(workplace.awaitIncident(instance).message())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: 'accessToken' is missing; in Camunda's connector runtime"
                + " every task brings its own. Set it to a secret of the runtime, such as"
                + " {{secrets.INTERCOM_ACCESS_TOKEN}}.");
  }

  @Test
  void aWorkspaceByNameIsRefused() {
    long instance = workplace.start(Workplace.SEND, hello("workspace", "europe"));

    assertThat(workplace.awaitIncident(instance).message())
        .contains("'workspace' is 'europe'")
        .contains("the access token alone names the workspace");
    workplace.assertSent(0, 0);
  }

  @Test
  void aTokenThatFoundItsWayIntoTheTextIsNotSent() {
    long instance =
        workplace.start(Workplace.SEND, hello("body", "My favourite word is " + SECRET));

    assertThat(workplace.awaitIncident(instance).message())
        .contains("'body' holds the access token, which would reach somebody else.");
    workplace.assertSent(0, 0);
  }

  @Test
  void anExpressionThatCannotBeReadIsRefusedBeforeAnythingIsSent() {
    long instance = workplace.start(Workplace.SEND, hello(), "resultExpression", "={id: ");

    assertThat(workplace.awaitIncident(instance).message())
        .contains("'resultExpression' is no FEEL expression");
    workplace.assertSent(0, 0);
  }

  @Test
  void aResultExpressionThatBreaksAfterTheSendDoesNotSendAgain() {
    long instance = workplace.start(Workplace.SEND, hello(), "resultExpression", "=messageId");
    EngineEvent.Incident incident = workplace.awaitIncident(instance);

    resolveAndAwaitTheNext(instance, incident);

    workplace.assertSent(1, 1);
  }

  @Test
  void aPassingFaultCostsARetryAndWaitsForTheTasksBackoff() {
    workplace
        .intercom()
        .addFault(
            FaultRule.times(
                3, "POST", "/contacts/search", FaultEffect.Answer.status(502, When.BEFORE)));

    long instance = workplace.start(Workplace.SEND, hello(), "retryBackoff", "PT1S");

    EngineEvent.JobFailed failed = workplace.awaitFailure(instance);
    assertThat(failed.message())
        .startsWith("INTERCOM_UNAVAILABLE: ")
        .contains("Intercom answered 502");
    assertThat(failed.retriesLeft()).isEqualTo(2);
    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 1);
  }

  @Test
  void aUsedUpRateLimitIsWaitedOutWithRetriesLeft() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", new FaultEffect.RateLimited()));

    long instance =
        workplace.start(
            Workplace.SEND,
            hello(),
            "errorExpression",
            "=if error.code != null then bpmnError(error.code, error.message) else null");

    EngineEvent.JobFailed failed = workplace.awaitFailure(instance);
    assertThat(failed.message()).startsWith("INTERCOM_RATE_LIMITED: ");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 2);
  }

  @Test
  void anUnknownOutcomeIsAnIncidentThatOnlyTheOperatorsWordEnds() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", new FaultEffect.Close(ClosePoint.AFTER)));
    long instance = workplace.start(Workplace.SEND, hello(), "resultVariable", "sent");
    EngineEvent.Incident incident = workplace.awaitIncident(instance);
    assertThat(incident.message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN: The connection to Intercom was lost")
        .contains("intercomSendResolution = {\"attemptId\": \"");
    assertThat(failures(instance)).singleElement().matches(failed -> failed.retriesLeft() == 0);

    // Even after a restart: the engine keeps what the failure said.
    runtime.close();
    runtime = restart();
    EngineEvent.Incident again = resolveAndAwaitTheNext(instance, incident);
    assertThat(again.message())
        .startsWith("INTERCOM_OUTCOME_UNKNOWN: A send of this message was begun");
    workplace.assertSent(1, 1);

    var attempt = Pattern.compile("as attempt ([^\\]]+)\\]").matcher(again.message());
    assertThat(attempt.find()).isTrue();
    set(
        elementInstance(instance),
        Map.of(
            "intercomSendResolution",
            Map.of("attemptId", attempt.group(1), "outcome", "sent", "messageId", "77")));
    workplace.resolve(again);
    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "sent").path("messageId").asText()).isEqualTo("77");
    assertThat(workplace.variable(instance, "sent").path("alreadySent").asBoolean()).isTrue();
    workplace.assertSent(1, 1);
  }

  private RuntimeProcess restart() {
    try {
      return startRuntime();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anUnknownOutcomeIsSentAgainOnlyWhereTheDesignerChoseSo() {
    workplace
        .intercom()
        .addFault(FaultRule.once("POST", "/messages", FaultEffect.Answer.status(503, When.BEFORE)));

    long instance =
        workplace.start(
            Workplace.SEND, hello("onUnknownOutcome", "resend"), "retryBackoff", "PT0.1S");

    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 2);
  }

  @Test
  void aJobThatTheWorkerHasBegunToSendIsLeftToIt() {
    long instance = workplace.start(Workplace.SEND, hello("body", ""));
    EngineEvent.Incident incident = workplace.awaitIncident(instance);
    long element = elementInstance(instance);
    set(
        element,
        Map.of(
            "body",
            "Hello",
            "intercomSend",
            Map.of("elementInstanceKey", element, "attemptId", "attempt-1", "state", "BEGUN")));

    EngineEvent.Incident refused = resolveAndAwaitTheNext(instance, incident);

    assertThat(refused.message())
        .contains("The job worker of this connector has begun to send this message")
        .contains("give worker and runtime different task types");
    workplace.assertSent(0, 0);
  }

  @Test
  void aWaitEndsAtTheDeadlineOfItsFirstLook() {
    String messageId = send();
    long instance =
        workplace.start(
            Workplace.FIND,
            given(Map.of("messageId", messageId, "waitUntil", "replied", "waitFor", "PT4S")),
            "errorExpression",
            "=if error.code = \"INTERCOM_CONVERSATION_TIMEOUT\""
                + " then bpmnError(error.code, error.message) else null");

    workplace.awaitEnd(instance, "caught");
    EngineEvent.BpmnError timeout = workplace.awaitBpmnError(instance);
    assertThat(timeout.code()).isEqualTo("INTERCOM_CONVERSATION_TIMEOUT");
    assertThat(timeout.message()).contains("did not happen within PT4S");
    var deadlines =
        failures(instance).stream()
            .map(failed -> failed.message().replaceAll(".*waits until ([^\\]]+)\\].*", "$1"))
            .toList();
    assertThat(deadlines).hasSizeGreaterThan(1);
    assertThat(deadlines.stream().distinct()).hasSize(1);
    assertThat(failures(instance)).allMatch(failed -> failed.retriesLeft() == 3);
  }

  @Test
  void aWaitThatMayEndEmptyCompletesWithNothingFound() {
    long instance =
        workplace.start(
            Workplace.FIND,
            given(
                Map.of(
                    "messageId",
                    "404",
                    "waitUntil",
                    "exists",
                    "waitFor",
                    "PT1S",
                    "onTimeout",
                    "complete")),
            "resultVariable",
            "conversation");

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.variable(instance, "conversation").path("found").asBoolean(true))
        .isFalse();
  }

  @Test
  void aWrongSettingStopsTheRuntimeWithItsName() throws Exception {
    try (RuntimeProcess wrong =
        RuntimeProcess.launch(
            workplace.engine().grpcAddress(), Map.of("INTERCOM_REGION", "mars"))) {
      assertThat(wrong.ends(Duration.ofSeconds(60))).isTrue();
      assertThat(wrong.log())
          .contains(
              "The environment variable INTERCOM_REGION is set wrongly: 'mars' is not a region");
    }
  }
}

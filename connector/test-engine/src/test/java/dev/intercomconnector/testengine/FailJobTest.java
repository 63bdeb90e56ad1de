package dev.intercomconnector.testengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failed job behaves as on a broker, which is what sends rely on. */
class FailJobTest {

  private static final String TYPE = "work";

  private final EmbeddedEngine engine = EmbeddedEngine.start();
  private final CamundaClient client = engine.client();

  FailJobTest() throws IOException {}

  @BeforeEach
  void startInstance() {
    var model =
        Bpmn.createExecutableProcess("process")
            .startEvent()
            .serviceTask("task", task -> task.zeebeJobType(TYPE))
            .endEvent()
            .done();
    client.newDeployResourceCommand().addProcessModel(model, "process.bpmn").send().join();
    client.newCreateInstanceCommand().bpmnProcessId("process").latestVersion().send().join();
  }

  @AfterEach
  void close() {
    client.close();
    engine.close();
  }

  @Test
  void itsVariablesAreInTheNextDelivery() {
    fail(activate(), 3, Map.of("note", "A"));

    assertThat(activate().getVariablesAsMap()).containsEntry("note", "A");
  }

  @Test
  void aFailThatIsRefusedLeavesNoVariables() {
    ActivatedJob job = activate();
    fail(job, 0, Map.of("note", "A"));

    assertThat(refusal(job, Map.of("note", "B"))).isEqualTo(Status.Code.FAILED_PRECONDITION);

    assertThat(
            engine.history().events().stream()
                .filter(EngineEvent.Variable.class::isInstance)
                .map(event -> ((EngineEvent.Variable) event).json()))
        .containsExactly("\"A\"");
  }

  @Test
  void ofACompletedJobItIsNotFound() {
    ActivatedJob job = activate();
    client.newCompleteCommand(job).send().join();

    assertThat(refusal(job, Map.of("note", "A"))).isEqualTo(Status.Code.NOT_FOUND);
  }

  private Status.Code refusal(ActivatedJob job, Map<String, ?> variables) {
    return catchThrowableOfType(ClientStatusException.class, () -> fail(job, 3, variables))
        .getStatusCode();
  }

  private void fail(ActivatedJob job, int retries, Map<String, ?> variables) {
    client
        .newFailCommand(job)
        .retries(retries)
        .errorMessage("broken")
        .variables(variables)
        .send()
        .join();
  }

  private ActivatedJob activate() {
    return await().until(this::jobs, jobs -> !jobs.isEmpty()).getFirst();
  }

  private List<ActivatedJob> jobs() {
    return client
        .newActivateJobsCommand()
        .jobType(TYPE)
        .maxJobsToActivate(1)
        .timeout(Duration.ofMinutes(1))
        .send()
        .join()
        .getJobs();
  }
}

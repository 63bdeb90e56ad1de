package dev.intercomconnector.testengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EngineProcessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aProcessRunsInItToItsEnd() throws Exception {
    Path jar = Path.of(System.getProperty("engine.jar"));
    try (EngineProcess engine = EngineProcess.start(jar, folder.resolve("log"));
        CamundaClient client = engine.client()) {
      var model = Bpmn.createExecutableProcess("process").startEvent().endEvent().done();
      client.newDeployResourceCommand().addProcessModel(model, "process.bpmn").send().join();

      var ended =
          client
              .newCreateInstanceCommand()
              .bpmnProcessId("process")
              .latestVersion()
              .variables(Map.of("answer", 42))
              .withResult()
              .send()
              .join();

      assertThat(ended.getVariablesAsMap()).containsEntry("answer", 42);
    }
  }

  @Test
  void itsIncidentsAreToldWithTheirWholeMessages() throws Exception {
    Path jar = Path.of(System.getProperty("engine.jar"));
    try (EngineProcess engine = EngineProcess.start(jar, folder.resolve("log"));
        CamundaClient client = engine.client()) {
      var model =
          Bpmn.createExecutableProcess("process")
              .startEvent()
              .serviceTask("task", task -> task.zeebeJobType("nobody").zeebeJobRetries("1"))
              .endEvent()
              .done();
      client.newDeployResourceCommand().addProcessModel(model, "process.bpmn").send().join();
      long instance =
          client
              .newCreateInstanceCommand()
              .bpmnProcessId("process")
              .latestVersion()
              .send()
              .join()
              .getProcessInstanceKey();
      long job =
          client
              .newActivateJobsCommand()
              .jobType("nobody")
              .maxJobsToActivate(1)
              .send()
              .join()
              .getJobs()
              .getFirst()
              .getKey();

      client.newFailCommand(job).retries(0).errorMessage("Look\nthere: <here>").send().join();

      await().atMost(PATIENCE).until(() -> !engine.incidents().isEmpty());
      PrintedIncident incident = engine.incidents().getFirst();
      assertThat(incident.processInstance()).isEqualTo(instance);
      assertThat(incident.jobKey()).isEqualTo(job);
      assertThat(incident.message()).isEqualTo("Look there: <here>");
      client.newUpdateRetriesCommand(job).retries(1).send().join();
      client.newResolveIncidentCommand(incident.key()).send().join();
    }
  }

  @Test
  void aJarThatDoesNotStartIsNamedWithWhatItPrinted() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");

    assertThatIllegalStateException()
        .isThrownBy(() -> EngineProcess.start(broken, folder.resolve("log")))
        .withMessageContaining("the engine does not answer")
        .withMessageContaining("broken.jar");
  }
}

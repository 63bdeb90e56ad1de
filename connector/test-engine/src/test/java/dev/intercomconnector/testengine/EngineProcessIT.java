package dev.intercomconnector.testengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EngineProcessIT {

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
  void aJarThatDoesNotStartIsNamedWithWhatItPrinted() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");

    assertThatIllegalStateException()
        .isThrownBy(() -> EngineProcess.start(broken, folder.resolve("log")))
        .withMessageContaining("the engine does not answer")
        .withMessageContaining("broken.jar");
  }
}

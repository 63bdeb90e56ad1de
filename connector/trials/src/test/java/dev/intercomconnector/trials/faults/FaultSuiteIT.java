package dev.intercomconnector.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.trials.ConnectorProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The small fault suite. It needs the worker's jar, so it runs after the jar is made. */
class FaultSuiteIT {

  @Test
  @Timeout(600)
  void nothingIsLostAndNothingSilentlyDuplicatedUnderFaults() throws Exception {
    Path logs = Path.of("target", "fault-suite");

    FaultReport report;
    try (Engine engine =
        EngineProcess.start(
            Path.of(System.getProperty("engine.jar")), logs.resolve("engine.log"))) {
      report = new FaultSuite(Plan.small(), ConnectorProgram.named("worker"), logs).run(engine);
    }

    System.out.print(report.text());
    assertThat(report.holds()).as(report.text()).isTrue();
    assertThat(report.tally().asked()).isEqualTo(Plan.small().sends());
    assertThat(report.tally().sentOnce()).isPositive();
    assertThat(report.injected())
        .containsEntry("replica killed (SIGKILL)", 2L)
        .containsEntry("replica suspended past its lease (SIGSTOP)", 1L)
        .containsEntry("link to the engine cut, healed late", 1L)
        .containsEntry("link to Intercom cut, healed late", 1L)
        .containsEntry("access token replaced", 1L)
        .containsEntry("engine suspended for a while (SIGSTOP)", 1L);
  }
}

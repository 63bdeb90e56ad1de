package dev.intercomconnector.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.testengine.EmbeddedEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The small fault suite. It needs the worker's jar, so it runs after the jar is made. */
class FaultSuiteIT {

  @Test
  @Timeout(600)
  void nothingIsLostAndNothingSilentlyDuplicatedUnderFaults() throws Exception {
    Path jar = Path.of(System.getProperty("worker.jar"));
    assertThat(jar).as("made by the module connector/worker").exists();

    FaultReport report;
    try (EmbeddedEngine engine = EmbeddedEngine.start()) {
      report = new FaultSuite(Plan.small(), jar, Path.of("target", "fault-suite")).run(engine);
    }

    System.out.print(report.text());
    assertThat(report.holds()).as(report.text()).isTrue();
    assertThat(report.tally().asked()).isEqualTo(Plan.small().sends());
    assertThat(report.tally().sentOnce()).isPositive();
    assertThat(report.injected())
        .containsEntry("worker killed (SIGKILL)", 2L)
        .containsEntry("worker suspended past its lease (SIGSTOP)", 1L);
  }
}

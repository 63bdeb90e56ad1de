package dev.intercomconnector.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineProcess;
import dev.intercomconnector.trials.faults.CarelessWorker.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The suite itself is tested by workers that break the promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class CarelessWorkerIT {

  private static final Path LOGS = Path.of("target", "careless-worker");

  /** Answers that are lost are enough. */
  private static final Plan ANSWERS_ONLY =
      new Plan(60, 20, 60, Duration.ofMinutes(2), 1, 0.1, Duration.ofSeconds(1), Set.of(), 3);

  private Engine engine;

  @SuppressWarnings("NullAway.Init")
  CarelessWorkerIT() {}

  @BeforeAll
  void startEngine() throws Exception {
    engine =
        EngineProcess.start(Path.of(System.getProperty("engine.jar")), LOGS.resolve("engine.log"));
  }

  @AfterAll
  void stopEngine() {
    engine.close();
  }

  @Test
  void aWorkerWithoutTheMarkerDuplicates() throws Exception {
    FaultReport report = run(Fault.NO_MARKER);

    assertThat(report.tally().duplicated()).as(report.text()).isNotEmpty();
    assertThat(report.holds()).isFalse();
  }

  @Test
  void aWorkerThatCompletesWhatWasNotSentLoses() throws Exception {
    FaultReport report = run(Fault.NO_LOOK_AT_THE_ANSWER);

    assertThat(report.tally().lost()).as(report.text()).isNotEmpty();
    assertThat(report.holds()).isFalse();
  }

  private FaultReport run(Fault fault) throws Exception {
    return new FaultSuite(ANSWERS_ONLY, CarelessWorker.with(fault), LOGS.resolve(fault.name()))
        .run(engine);
  }
}

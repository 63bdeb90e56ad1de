package dev.intercomconnector.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that know nothing of each other share one limit; all times are simulated. */
class ManyWorkersTest {

  private static final int WARM_UP = 3;
  private static final int WINDOWS = 4;
  private static final double SHARE = 0.2;

  private static SimulatedWorkspace workers(int workers, int limit, Priority... hungryFor) {
    var workspace = new SimulatedWorkspace(limit, 7);
    for (int i = 0; i < workers; i++) {
      int worker = workspace.worker(SHARE);
      for (Priority priority : hungryFor) {
        workspace.saturate(worker, priority, 16);
      }
    }
    return workspace;
  }

  private static void assertSettled(SimulatedWorkspace.Result result) {
    assertThat(result.refusals()).isLessThan(0.02);
    assertThat(result.throughput()).isGreaterThan(0.85);
  }

  @ParameterizedTest
  @CsvSource({"1, 1667", "4, 1667", "16, 1667", "1, 167", "4, 167", "16, 167"})
  void hungryReadersUseTheLimitAndDoNotRunIntoIt(int workers, int limit) {
    var result = workers(workers, limit, Priority.READ).run(WARM_UP, WINDOWS);

    assertSettled(result);
    assertThat(result.leastOfAWorker()).isGreaterThan(result.mostOfAWorker() / 2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1667", "4, 1667", "16, 1667", "1, 167", "4, 167", "16, 167"})
  void hungrySendersUseTheLimitAndDoNotRunIntoIt(int workers, int limit) {
    assertSettled(workers(workers, limit, Priority.SEND).run(WARM_UP, WINDOWS));
  }

  @ParameterizedTest
  @CsvSource({"1", "4", "16"})
  void hungrySendersGoAheadOfHungryReaders(int workers) {
    var result = workers(workers, 1_667, Priority.SEND, Priority.READ).run(WARM_UP, WINDOWS);

    assertSettled(result);
    assertThat(result.sends()).isGreaterThan(result.reads());
  }

  @ParameterizedTest
  @CsvSource({"1, 1667", "4, 1667", "16, 1667", "1, 167", "4, 167", "16, 167"})
  void sendsThatComeWithinTheirShareAreNotStarvedByReaders(int workers, int limit) {
    var workspace = workers(workers, limit, Priority.READ);
    double perSecond = 0.15 * limit / 10;
    for (int i = 0; i < workers; i++) {
      workspace.sends(i, perSecond / workers);
    }

    var result = workspace.run(WARM_UP, WINDOWS);

    assertSettled(result);
    assertThat(result.sends()).isGreaterThan((int) (0.8 * perSecond * 10 * WINDOWS));
    assertThat(result.sendWait(0.5)).isLessThan(Duration.ofMillis(200));
    assertThat(result.sendWait(0.99)).isLessThan(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({"4", "16"})
  void theOnlyWorkerThatSendsIsNotStarvedByTheReadersOfTheOthers(int workers) {
    var workspace = workers(workers - 1, 1_667, Priority.READ);
    workspace.sends(workspace.worker(SHARE), 25);

    var result = workspace.run(WARM_UP, WINDOWS);

    assertSettled(result);
    assertThat(result.sends()).isGreaterThan(25 * 10 * WINDOWS * 8 / 10);
    assertThat(result.sendWait(0.5)).isLessThan(Duration.ofMillis(200));
    assertThat(result.sendWait(0.99)).isLessThan(Duration.ofSeconds(3));
  }
}

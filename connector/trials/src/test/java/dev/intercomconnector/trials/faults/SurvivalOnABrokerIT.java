package dev.intercomconnector.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intercomconnector.testengine.BrokerProcess;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.GivenBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a broker, which keeps its data when it is restarted. */
@Tag("broker")
class SurvivalOnABrokerIT extends Survival {

  @Override
  Engine start(Path data, Path log) throws IOException, InterruptedException {
    return GivenBroker.open(data, log);
  }

  @Test
  void aBrokerThatIsKilledAndOneThatIsRestartedComeBackToTheSameWorkers() throws Exception {
    BrokerProcess broker = restartable();
    startWorker(broker.grpcAddress(), baseUrl()).awaitReady();
    startWorker(broker.grpcAddress(), baseUrl()).awaitReady();
    answerSlowly();

    start(8);
    await().atMost(PATIENCE).until(() -> requests() >= 4);
    broker.kill();
    broker.startAgain();
    start(8);
    await().atMost(PATIENCE).until(() -> requests() >= 12);
    broker.stop();
    broker.startAgain();
    start(8);

    Tally tally = awaitEnds();
    assertThat(tally.sentOnce() + tally.unknownAndStored() + tally.unknownAndNotStored())
        .as(tally.toString())
        .isEqualTo(24);
  }

  private BrokerProcess restartable() {
    assumeTrue(
        engine() instanceof BrokerProcess, "only a broker of -Dbroker.home= can be restarted");
    return (BrokerProcess) engine();
  }
}

package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakingJobsTest {

  private static final Map<String, Object> HELLO =
      Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello");

  private final Workplace workplace;

  TakingJobsTest() throws IOException {
    workplace = new Workplace();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  private long checks() {
    return workplace.intercom().ledger().stream()
        .map(LedgerEntry::path)
        .filter("/me"::equals)
        .count();
  }

  @Test
  void noJobIsTakenWhileNoWorkspaceCanBeUsedAndItBeginsByItselfWhenOneCan() {
    workplace
        .intercom()
        .addFault(FaultRule.times(1000, "GET", "/me", FaultEffect.Answer.status(401, When.BEFORE)));
    workplace.withWorker("intercom.check-every=PT1S");
    long instance = workplace.start(Workplace.SEND, HELLO);
    long before = checks();
    await().atMost(Workplace.PATIENCE).until(() -> checks() >= before + 2);
    workplace.assertSent(0, 0);

    workplace.intercom().clearFaults();

    workplace.awaitEnd(instance, "done");
    assertThat(workplace.last(instance, EngineEvent.JobFailed.class)).isEmpty();
    workplace.assertSent(1, 1);
  }

  @Test
  void aTokenThatIsRevokedLaterIsAnIncidentOnceAndThenNoJobIsTaken() {
    workplace.withWorker("intercom.check-every=PT8S");
    for (String path : new String[] {"POST /messages", "GET /me"}) {
      String[] call = path.split(" ", -1);
      workplace
          .intercom()
          .addFault(
              FaultRule.times(1000, call[0], call[1], FaultEffect.Answer.status(401, When.BEFORE)));
    }
    long first = workplace.start(Workplace.SEND, HELLO);
    assertThat(workplace.awaitIncident(first).message()).startsWith("INTERCOM_UNAUTHORIZED");

    long second = workplace.start(Workplace.SEND, HELLO);
    long checked = checks();
    await().atMost(Workplace.PATIENCE).until(() -> checks() > checked);
    assertThat(workplace.last(second, EngineEvent.Incident.class)).isEmpty();

    workplace.intercom().clearFaults();

    workplace.awaitEnd(second, "done");
    assertThat(workplace.intercom().messages()).hasSize(1);
  }

  @Test
  void aTokenThatIsRefusedToALookUpPausesTheTakingAsOneThatIsRefusedToASend() {
    workplace.withWorker("intercom.check-every=PT8S", "intercom.send-message.max-jobs-active=1");
    for (String[] call : new String[][] {{"POST", "/contacts/search"}, {"GET", "/me"}}) {
      workplace
          .intercom()
          .addFault(
              FaultRule.times(1000, call[0], call[1], FaultEffect.Answer.status(401, When.BEFORE)));
    }
    Map<String, Object> byEmail =
        Map.of("to", Map.of("type", "user", "email", "nora@example.com"), "body", "Hello");

    List<Long> instances =
        IntStream.range(0, 12).mapToObj(i -> workplace.start(Workplace.SEND, byEmail)).toList();

    await().atMost(Workplace.PATIENCE).until(() -> instances.stream().anyMatch(this::isIncident));
    long checked = checks();
    await().atMost(Workplace.PATIENCE).until(() -> checks() > checked);
    assertThat(instances.stream().filter(this::isIncident).count()).isLessThanOrEqualTo(3);
  }

  private boolean isIncident(long instance) {
    return workplace.last(instance, EngineEvent.Incident.class).isPresent();
  }
}

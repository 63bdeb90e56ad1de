package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of jobs when Intercom's limit is used up. */
@Tag(Deployment.EVERY)
class RateLimitTest {

  private static final Map<String, Object> HELLO =
      Map.of("to", Map.of("type", "user", "id", Seed.USER), "body", "Hello");

  private final Workplace workplace;

  RateLimitTest() throws IOException {
    workplace = new Workplace();
  }

  @AfterEach
  void stop() {
    workplace.close();
  }

  /** The next message is refused, and Intercom names the time to wait. */
  private void refuseOneFor(Duration wait) {
    workplace
        .intercom()
        .addFault(
            FaultRule.once(
                "POST",
                "/messages",
                new FaultEffect.Answer(
                    429,
                    When.BEFORE,
                    Map.of("Retry-After", "" + wait.toSeconds()),
                    null,
                    "application/json")));
  }

  private boolean hasMarker(long instance) {
    return workplace.history(instance).stream()
        .anyMatch(
            event ->
                event instanceof EngineEvent.Variable variable
                    && variable.name().equals("intercomSend")
                    && !variable.json().equals("null"));
  }

  @Test
  void aRefusedJobComesBackAfterTheResetAndAJitterWithItsRetriesUnchanged() {
    workplace.withWorker();
    refuseOneFor(Duration.ofSeconds(12));

    long instance = workplace.start(Workplace.SEND, HELLO);

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message())
        .startsWith("INTERCOM_RATE_LIMITED: Intercom's rate limit is used up.")
        .contains("It is tried again after the limit's reset.");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    assertThat(failed.backoff()).isBetween(Duration.ofSeconds(12), Duration.ofMillis(13_200));
    workplace.engine().increaseTime(Duration.ofSeconds(14));
    workplace.awaitEnd(instance, "done");
    workplace.assertSent(1, 2);
  }

  @Test
  void theOtherJobsDoNotRunIntoTheWallAndBeginNothingTheyCannotFinish() {
    workplace.withWorker("intercom.send-message.lease=PT30S");
    refuseOneFor(Duration.ofMinutes(1));
    workplace.awaitFailure(workplace.start(Workplace.SEND, HELLO));

    long other = workplace.start(Workplace.SEND, HELLO);

    var failed = workplace.awaitFailure(other);
    assertThat(failed.message())
        .isEqualTo(
            "INTERCOM_RATE_LIMITED: Too little is left of Intercom's rate limit to call it now. It"
                + " is tried again after the limit's reset; no retry is spent on it.");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    assertThat(failed.backoff()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(67));
    assertThat(hasMarker(other)).isFalse();
    workplace.assertSent(0, 1);
  }

  @Test
  void aSearchIsKeptBackAsWell() {
    workplace.withWorker();
    refuseOneFor(Duration.ofHours(1));
    workplace.awaitFailure(workplace.start(Workplace.SEND, HELLO));

    long find = workplace.start(Workplace.FIND, Map.of("messageId", "1", "waitUntil", "now"));

    var failed = workplace.awaitFailure(find);
    assertThat(failed.message()).startsWith("INTERCOM_RATE_LIMITED: Too little is left");
    assertThat(failed.retriesLeft()).isEqualTo(3);
  }

  @Test
  void aPauseIsNoIncidentEvenIfTheDesignerLeftTheTaskNoRetries() {
    workplace.withWorker();
    refuseOneFor(Duration.ofSeconds(12));

    long instance = workplace.start(Workplace.SEND, HELLO, task -> task.zeebeJobRetries("0"));

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message()).startsWith("INTERCOM_RATE_LIMITED");
    assertThat(failed.retriesLeft()).isEqualTo(1);
    assertThat(workplace.last(instance, EngineEvent.Incident.class)).isEmpty();
  }
}

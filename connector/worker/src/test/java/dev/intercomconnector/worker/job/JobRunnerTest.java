package dev.intercomconnector.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.task.ending.JobEnd;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.JobKind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobRunnerTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  private final SteppedTime time = new SteppedTime(Instant.parse("2026-03-01T09:00:00Z"));
  private final ScriptedEngine engine = new ScriptedEngine();
  private final ObjectMapper json = new ObjectMapper();
  private final JobRunner runner =
      new JobRunner(new JobEndSender(engine, json, time, time), json, time);

  /** The in-memory engine calls every job one of its element, so the kind is given here. */
  private ActivatedJob jobOf(JobKind kind) {
    long deadline = time.instant().plus(LEASE).toEpochMilli();
    return (ActivatedJob)
        Proxy.newProxyInstance(
            ActivatedJob.class.getClassLoader(),
            new Class<?>[] {ActivatedJob.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getKey", "getElementInstanceKey", "getProcessInstanceKey" -> 17L;
                  case "getRetries" -> 3;
                  case "getType" -> "intercom-send-message";
                  case "getElementId" -> "Send";
                  case "getTenantId" -> "<default>";
                  case "getKind" -> kind;
                  case "getCustomHeaders" -> Map.of();
                  case "getDeadline" -> deadline;
                  case "getVariables" -> "{}";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTION_LISTENER", "TASK_LISTENER"})
  void aListenerOfTheTaskTypeIsAnIncidentBeforeAnythingIsDone(JobKind kind) {
    var handled = new AtomicInteger();

    runner.run(
        jobOf(kind),
        LEASE,
        job -> {
          handled.incrementAndGet();
          throw new AssertionError("a listener's job was handled");
        });

    assertThat(handled).hasValue(0);
    assertThat(engine.commands()).containsExactly("fail");
    assertThat(engine.sent().getFirst().detail())
        .isEqualTo(
            "retries=0 backoff=PT0S INTERCOM_INVALID_REQUEST: 'intercom-send-message' is the type"
                + " of a listener here, but it works as a service task only: a listener cannot"
                + " remember what it has sent. Put the task into the diagram.");
    assertThat(engine.sent().getFirst().variables()).isEmpty();
  }

  @Test
  void anErrorOfTheWorkerItselfIsAnIncidentThatAsksForAReportAndChangesNoVariable() {
    runner.run(
        jobOf(JobKind.BPMN_ELEMENT),
        LEASE,
        job -> {
          throw new IllegalStateException("oops");
        });

    assertThat(engine.commands()).containsExactly("fail");
    assertThat(engine.sent().getFirst().detail())
        .contains("The worker failed: java.lang.IllegalStateException: oops.")
        .contains("This is a bug; please report it");
    assertThat(engine.sent().getFirst().variables()).isEmpty();
  }

  @Test
  void anEndThatCannotBeSentIsLeftToTheLeaseSinceTheClientWouldGiveTheJobOutAtOnce() {
    engine.meanwhile(
        () -> {
          throw new IllegalStateException("the client is closed");
        });

    runner.run(
        jobOf(JobKind.BPMN_ELEMENT), LEASE, job -> DeliveryEnd.of(new JobEnd.Complete(Map.of())));

    assertThat(engine.commands()).containsExactly("complete");
  }

  @Test
  void aClockThatIsBehindTheEnginesMakesNoLeaseLonger() {
    Instant arrived = time.instant();

    var lease = Job.Lease.of(arrived.plus(Duration.ofMinutes(3)), LEASE, arrived);

    assertThat(lease.from()).isEqualTo(arrived);
    assertThat(lease.until()).isEqualTo(arrived.plus(LEASE));
  }
}

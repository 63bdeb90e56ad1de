package dev.intercomconnector.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final long INSTANCE = 1;

  @Test
  void the_engines_events_read_as_a_column_of_names_and_results() {
    List<EngineEvent> events =
        List.of(
            element(10, "start", "Signed up", BpmnElementType.START_EVENT, Step.COMPLETED),
            element(20, "send", "Send welcome", BpmnElementType.SERVICE_TASK, Step.ACTIVATED),
            new EngineEvent.JobFailed(
                at(30), INSTANCE, "send", "Send welcome", "Not yet.", 3, Duration.ZERO),
            new EngineEvent.JobFailed(
                at(40), INSTANCE, "send", "Send welcome", "Not yet.", 3, Duration.ZERO),
            new EngineEvent.Variable(at(1_200), INSTANCE, 7, "welcome", "{\"messageId\":\"42\"}"),
            element(1_250, "send", "Send welcome", BpmnElementType.SERVICE_TASK, Step.COMPLETED),
            element(1_260, "way", "Well? Yes", BpmnElementType.SEQUENCE_FLOW, Step.TAKEN),
            element(1_270, "flow", "flow", BpmnElementType.SEQUENCE_FLOW, Step.TAKEN));

    assertThat(new Timeline(START).block("Nora", EngineLines.of(events)))
        .isEqualTo(
            """
            Nora
                0.01 s  Signed up
                0.02 s  Send welcome  begins
                0.03 s  Send welcome  Not yet.
                1.25 s  Send welcome  done: messageId 42
                1.26 s  Well? Yes
            """);
  }

  @Test
  void lines_come_in_order_of_time() {
    List<TimelineLine> lines =
        List.of(
            new TimelineLine(at(2_000), "later", ""), new TimelineLine(at(1_000), "first", "!"));

    assertThat(new Timeline(START).block("Both", lines))
        .isEqualTo("Both\n    1.00 s  first  !\n    2.00 s  later\n");
  }

  @Test
  void an_unresolved_incident_is_what_is_missing() {
    Onboarding onboarding =
        new Onboarding(OnboardingScenario.both().getFirst(), "c", INSTANCE, START);

    OnboardingResult result =
        OnboardingResult.of(
            onboarding,
            List.of(
                element(1, "send", "Send welcome", BpmnElementType.SERVICE_TASK, Step.ACTIVATED),
                new EngineEvent.Incident(
                    at(2), INSTANCE, 9, 8, "send", "Send welcome", "No such admin.")),
            List.of());

    assertThat(result.finished()).isTrue();
    assertThat(result.asExpected()).isFalse();
    assertThat(result.missing())
        .containsExactly(
            "The process instance has not completed: it stands at \"Send welcome\".",
            "Nora should have got inapp and got no message.",
            "Incident at \"Send welcome\": No such admin.");
  }

  private static EngineEvent element(
      long millis, String id, String name, BpmnElementType type, Step step) {
    return new EngineEvent.Element(at(millis), INSTANCE, id, name, type, step);
  }

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }
}

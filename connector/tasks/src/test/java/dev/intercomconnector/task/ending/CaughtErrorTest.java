package dev.intercomconnector.task.ending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the tasks after a caught BPMN error find. */
class CaughtErrorTest {

  private static final Problem UNSUBSCRIBED =
      new Problem(ErrorCode.INTERCOM_UNSUBSCRIBED, "The contact has unsubscribed.", "");
  private static final Map<String, Object> SAID =
      Map.of(
          "code",
          "INTERCOM_UNSUBSCRIBED",
          "message",
          "INTERCOM_UNSUBSCRIBED: The contact has unsubscribed.",
          "variables",
          Map.of());

  private static Map<String, Object> thrown(Map<String, Object> variables) {
    var expressions =
        new Expressions() {
          @Override
          public Optional<String> problem(Map<String, String> headers) {
            return Optional.empty();
          }

          @Override
          public Map<String, Object> output(Object result, Map<String, String> headers) {
            return Map.of();
          }

          @Override
          public Optional<JobEnd> decide(Object response, RetryTerms terms) {
            return Optional.of(new JobEnd.BpmnError("GONE", "left", variables));
          }
        };
    var policy =
        new FailurePolicy(
            expressions, Duration.ZERO, InstantSource.fixed(Instant.EPOCH), new Random(1));
    JobEnd end =
        policy.end(
            new Failure.Rejected(UNSUBSCRIBED),
            new RetryTerms(3, Map.of(), RetryState.of(1, MissingNode.getInstance())));
    return ((JobEnd.BpmnError) end).variables();
  }

  @Test
  void aBpmnErrorOfAnExpressionTellsWhatWentWrong() {
    assertThat(thrown(Map.of())).containsOnly(Map.entry("error", SAID));
    assertThat(thrown(Map.of("left", true))).containsEntry("error", SAID).containsKey("left");
  }

  @Test
  void anExpressionMayNameItsOwnError() {
    assertThat(thrown(Map.of("error", "mine"))).containsOnly(Map.entry("error", "mine"));
  }
}

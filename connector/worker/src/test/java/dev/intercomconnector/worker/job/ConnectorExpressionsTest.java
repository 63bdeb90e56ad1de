package dev.intercomconnector.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorExpressionsTest {

  private final Expressions expressions =
      new ConnectorExpressions(new ObjectMapper().registerModule(new JavaTimeModule()));

  @Test
  void aResultGoesWholeIntoTheVariableAndInPartsThroughTheExpression() {
    var output =
        expressions.output(
            Map.of("messageId", "17"),
            Map.of("resultVariable", "sent", "resultExpression", "={id: response.messageId}"));

    assertThat(output).containsEntry("id", "17").containsEntry("sent", Map.of("messageId", "17"));
  }

  @Test
  void anExpressionThatCannotBeReadIsNamedByItsHeader() {
    assertThat(expressions.problem(Map.of("errorExpression", "=if then")))
        .hasValueSatisfying(
            problem -> assertThat(problem).startsWith("'errorExpression' is no FEEL expression"));
    assertThat(expressions.problem(Map.of("resultExpression", "={a: b}", "errorExpression", "")))
        .isEmpty();
  }

  @Test
  void aBpmnErrorCarriesCodeMessageAndVariables() {
    var decision =
        expressions.decide(
            Map.of("error", Map.of("code", "X")),
            Map.of("errorExpression", "=bpmnError(error.code, \"said\", {a: 1})"),
            3);

    assertThat(decision)
        .contains(new Expressions.Decision.ThrowBpmnError("X", "said", Map.of("a", 1)));
  }

  @Test
  void aJobErrorCarriesRetriesAndBackoffAndSeesTheJob() {
    var decision =
        expressions.decide(
            Map.of("error", Map.of("code", "X")),
            Map.of("errorExpression", "=jobError(\"later\", {}, job.retries - 1, @\"PT7S\")"),
            3);

    assertThat(decision)
        .contains(new Expressions.Decision.FailJob("later", Map.of(), 2, Duration.ofSeconds(7)));
  }

  @Test
  void anIgnoredErrorCompletesTheJobWithItsVariables() {
    var error = Map.of("error", Map.of("code", "INTERCOM_UNSUBSCRIBED"));
    String expression =
        "=if error.code = \"INTERCOM_UNSUBSCRIBED\" then ignoreError({reached: false})"
            + " else bpmnError(error.code, \"\")";

    assertThat(expressions.decide(error, Map.of("errorExpression", expression), 3))
        .contains(new Expressions.Decision.CompleteJob(Map.of("reached", false)));
    assertThat(
            expressions.decide(
                Map.of("error", Map.of("code", "OTHER")), Map.of("errorExpression", expression), 3))
        .contains(new Expressions.Decision.ThrowBpmnError("OTHER", "", Map.of()));
    assertThat(expressions.decide(error, Map.of("errorExpression", "=ignoreError()"), 3))
        .contains(new Expressions.Decision.CompleteJob(Map.of()));
  }

  @Test
  void anExpressionThatFindsNothingLeavesThingsAsTheyAre() {
    assertThat(
            expressions.decide(
                Map.of("messageId", "17"),
                Map.of(
                    "errorExpression", "=if error != null then bpmnError(\"X\", \"\") else null"),
                3))
        .isEmpty();
  }
}

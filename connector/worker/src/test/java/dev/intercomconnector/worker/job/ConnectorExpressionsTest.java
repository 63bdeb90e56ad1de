package dev.intercomconnector.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryState;
import dev.intercomconnector.task.ending.RetryTerms;
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

  private static RetryTerms terms(String errorExpression) {
    return new RetryTerms(3, Map.of("errorExpression", errorExpression), RetryState.none(1));
  }

  @Test
  void aBpmnErrorCarriesCodeMessageAndVariables() {
    var decision =
        expressions.decide(
            Map.of("error", Map.of("code", "X")),
            terms("=bpmnError(error.code, \"said\", {a: 1})"));

    assertThat(decision).contains(new JobEnd.BpmnError("X", "said", Map.of("a", 1L)));
  }

  @Test
  void aJobErrorCarriesRetriesAndBackoffAndSeesTheJob() {
    var decision =
        expressions.decide(
            Map.of("error", Map.of("code", "X")),
            terms("=jobError(\"later\", {}, job.retries - 1, @\"PT17S\")"));

    assertThat(decision).contains(new JobEnd.Retry(2, Duration.ofSeconds(17), "later", Map.of()));
  }

  @Test
  void anIgnoredErrorCompletesTheJobWithItsVariables() {
    var error = Map.of("error", Map.of("code", "INTERCOM_UNSUBSCRIBED"));
    String expression =
        "=if error.code = \"INTERCOM_UNSUBSCRIBED\" then ignoreError({reached: false})"
            + " else bpmnError(error.code, \"\")";

    assertThat(expressions.decide(error, terms(expression)))
        .contains(new JobEnd.Complete(Map.of("reached", false)));
    assertThat(expressions.decide(Map.of("error", Map.of("code", "OTHER")), terms(expression)))
        .contains(new JobEnd.BpmnError("OTHER", "", Map.of()));
    assertThat(expressions.decide(error, terms("=ignoreError()")))
        .contains(new JobEnd.Complete(Map.of()));
  }

  @Test
  void aCodeAloneIsABpmnErrorAndAPauseMayGrow() {
    var error = Map.of("error", Map.of("code", "X"));

    assertThat(expressions.decide(error, terms("=bpmnError(\"LATE\")")))
        .contains(new JobEnd.BpmnError("LATE", "", Map.of()));
    assertThat(
            expressions.decide(
                error,
                terms("=jobError(\"later\", {}, 2, backoff(3, @\"PT20S\", 2, @\"PT10M\", 0))")))
        .contains(new JobEnd.Retry(2, Duration.ofSeconds(80), "later", Map.of()));
    assertThat(
            expressions.decide(
                error,
                terms("=jobError(\"later\", {}, 2, backoff(9, @\"PT20S\", 2, @\"PT1M\", 0))")))
        .contains(new JobEnd.Retry(2, Duration.ofMinutes(1), "later", Map.of()));
    assertThat(expressions.decide(error, terms("=jobError(\"later\", {}, 2, backoff(1))")))
        .containsInstanceOf(JobEnd.Retry.class);
  }

  @Test
  void aPauseThatCannotBeMeantIsSaid() {
    assertThatThrownBy(
            () ->
                expressions.decide(
                    Map.of("error", Map.of("code", "X")),
                    terms("=jobError(\"later\", {}, 2, backoff(0))")))
        .hasStackTraceContaining("attempt must be at least 1");
  }

  @Test
  void aSignThatWasPastedTwiceIsReadOnce() {
    assertThat(
            expressions.output(
                Map.of("messageId", "17"), Map.of("resultExpression", "==  {id: messageId}")))
        .isEqualTo(Map.of("id", "17"));
    assertThat(
            expressions.decide(
                Map.of("error", Map.of("code", "X")), terms("= =bpmnError(\"Y\", \"\")")))
        .contains(new JobEnd.BpmnError("Y", "", Map.of()));
  }

  @Test
  void anExpressionThatFindsNothingLeavesThingsAsTheyAre() {
    assertThat(
            expressions.decide(
                Map.of("messageId", "17"),
                terms("=if error != null then bpmnError(\"X\", \"\") else null")))
        .isEmpty();
  }
}

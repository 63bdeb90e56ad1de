package dev.intercomconnector.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskHeadersTest {

  private final TaskHeaders headers = new TaskHeaders();

  @Test
  void headersThatCanBeReadAreAccepted() {
    assertThat(
            headers.problem(
                Map.of(
                    "resultVariable",
                    "welcome",
                    "resultExpression",
                    "={id: messageId}",
                    "errorExpression",
                    " ",
                    "retryBackoff",
                    "PT30S")))
        .isEmpty();
  }

  @Test
  void anExpressionThatIsNoFeelIsNamed() {
    assertThat(headers.problem(Map.of("resultExpression", "={id: messageId")))
        .hasValueSatisfying(
            problem -> assertThat(problem).startsWith("'resultExpression' is no FEEL expression:"));
    assertThat(headers.problem(Map.of("errorExpression", "if true")))
        .hasValueSatisfying(
            problem -> assertThat(problem).startsWith("'errorExpression' is no FEEL expression:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          =if true then bpmnEror("X", "") else null | calls bpmnEror, a function that there is not
          =bpmnError("X", "", {}, 1) | calls bpmnError with 4 arguments, which it does not take
          =jobError("later", {}, 2, backof(1)) | calls backof, a function that there is not
          =[for x in [1] return uper(x)] | calls uper, a function that there is not
          """)
  void aFunctionThatThereIsNotIsNamedInsteadOfDoingNothing(String expression, String problem) {
    assertThat(headers.problem(Map.of("errorExpression", expression)))
        .hasValue("'errorExpression' " + problem + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=bpmnError(\"X\")",
        "=bpmnError(error.code, error.message, {error: error})",
        "=jobError(\"later\", {}, job.retries - 1, backoff(2, @\"PT10S\", 2, @\"PT10M\"))",
        "=ignoreError()",
        "=ignoreError({reached: false})",
        "==if starts with(error.code, \"INTERCOM_\") then null else null",
        "={double: function(x) 2 * x, four: double(2)}",
        "=concatenate([1], [2], [3])",
        "=substring(string: \"abc\", start position: 2)",
        "=some x in [1, 2] satisfies contains(string(x), \"1\")"
      })
  void whatCanBeCalledIsAccepted(String expression) {
    assertThat(headers.problem(Map.of("errorExpression", expression))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resultVariable   | intercom            | is 'intercom', the variable that holds the task's inputs
          resultVariable   | error               | is 'error', the variable that holds the task's last failure
          resultVariable   | intercomJob         | is 'intercomJob', the variable that holds the task's retries
          resultExpression | ={id: 1, error: 2}  | gives 'error', the variable that holds the task's last failure
          resultExpression | ={intercom: {a: 1}} | gives 'intercom', the variable that holds the task's inputs
          """)
  void aResultThatCouldNotLeaveTheTaskIsRefused(String header, String given, String problem) {
    assertThat(headers.problem(Map.of(header, given)))
        .hasValue("'" + header + "' " + problem + ": the result would be lost.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"={messageType: messageType, sent: {error: null}}", "=error"})
  void aResultOfAnyOtherNameIsAccepted(String expression) {
    assertThat(headers.problem(Map.of("resultExpression", expression))).isEmpty();
  }
}

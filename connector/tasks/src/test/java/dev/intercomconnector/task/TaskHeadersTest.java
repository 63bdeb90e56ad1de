package dev.intercomconnector.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void aResultThatCouldNotLeaveTheTaskIsRefused() {
    assertThat(headers.problem(Map.of("resultVariable", "intercom")))
        .hasValue(
            "'resultVariable' is 'intercom', the variable that holds the task's inputs: the result"
                + " would be lost.");
  }
}

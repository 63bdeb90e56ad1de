package dev.intercomconnector.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/**
 * Checks a task's headers before anything is done. What is wrong with them would otherwise show
 * after the message was sent.
 */
public final class TaskHeaders {

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

  /**
   * Finds out whether the expressions are FEEL at all, and whether the result can leave the task.
   *
   * @return what is wrong, in a sentence that names the header
   */
  public Optional<String> problem(Map<String, String> headers) {
    if (TaskInputs.VARIABLE.equals(headers.get("resultVariable"))) {
      // The engine would write the result into the task's own variable, and drop it with the task.
      return Optional.of(
          "'resultVariable' is '%s', the variable that holds the task's inputs: the result would be lost."
              .formatted(TaskInputs.VARIABLE));
    }
    for (String header : List.of("resultExpression", "errorExpression")) {
      String expression = headers.get(header);
      if (expression == null || expression.isBlank()) {
        continue;
      }
      String bare = expression.strip();
      ParseResult parsed = feel.parseExpression(bare.startsWith("=") ? bare.substring(1) : bare);
      if (parsed.isFailure()) {
        return Optional.of(
            "'%s' is no FEEL expression: %s.".formatted(header, parsed.failure().message()));
      }
    }
    return Optional.empty();
  }
}

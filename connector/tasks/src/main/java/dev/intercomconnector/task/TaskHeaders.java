package dev.intercomconnector.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/**
 * Checks a task's headers before anything is done. What is wrong with them would otherwise show
 * after the message was sent.
 */
public final class TaskHeaders {

  private static final int REMEMBERED = 1_000;

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
  private final FeelFunctions functions = new FeelFunctions();

  /** A process has few expressions and many jobs. */
  private final Cache<String, Optional<String>> problems =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /**
   * The expression in a header, with the one sign that it begins with: one that was pasted with its
   * sign into a field that shows the sign has two.
   */
  public static Optional<String> expression(Map<String, String> headers, String header) {
    String given = headers.getOrDefault(header, "").replaceFirst("^[\\s=]*", "");
    return given.isBlank() ? Optional.empty() : Optional.of("=" + given);
  }

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
    return Stream.of("resultExpression", "errorExpression")
        .flatMap(
            header ->
                expression(headers, header)
                    .flatMap(expression -> problems.get(expression, this::problemOf))
                    .map(problem -> "'%s' %s.".formatted(header, problem))
                    .stream())
        .findFirst();
  }

  private Optional<String> problemOf(String expression) {
    ParseResult parsed = feel.parseExpression(expression.substring(1));
    return parsed.isFailure()
        ? Optional.of("is no FEEL expression: " + parsed.failure().message())
        : functions.problem(parsed.parsedExpression().expression());
  }
}

package dev.intercomconnector.task;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.RetryState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.Exp;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Checks a task's headers before anything is done. What is wrong with them would otherwise show
 * after the message was sent.
 */
public final class TaskHeaders {

  private static final int REMEMBERED = 1_000;
  private static final String RESULT_EXPRESSION = "resultExpression";

  /**
   * The task's own variables, with what they hold. The engine would write a result of that name
   * into them, and drop it with the task.
   */
  private static final Map<String, String> OWN =
      Map.of(
          TaskInputs.VARIABLE, "the task's inputs",
          FailurePolicy.ERROR, "the task's last failure",
          RetryState.VARIABLE, "the task's retries");

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
    String variable = headers.getOrDefault("resultVariable", "");
    if (OWN.containsKey(variable)) {
      return Optional.of("'resultVariable' is " + lost(variable) + ".");
    }
    return Stream.of(RESULT_EXPRESSION, "errorExpression")
        .flatMap(
            header ->
                expression(headers, header)
                    .flatMap(
                        expression ->
                            problems.get(header + expression, key -> problemOf(header, expression)))
                    .map(problem -> "'%s' %s.".formatted(header, problem))
                    .stream())
        .findFirst();
  }

  private Optional<String> problemOf(String header, String expression) {
    ParseResult parsed = feel.parseExpression(expression.substring(1));
    if (parsed.isFailure()) {
      return Optional.of("is no FEEL expression: " + parsed.failure().message());
    }
    Exp read = parsed.parsedExpression().expression();
    Optional<String> lost =
        header.equals(RESULT_EXPRESSION) && read instanceof ConstContext context
            ? CollectionConverters.asJava(context.entries()).stream()
                .map(Tuple2::_1)
                .filter(OWN::containsKey)
                .map(name -> "gives " + lost(name))
                .findFirst()
            : Optional.empty();
    return lost.or(() -> functions.problem(read));
  }

  private static String lost(String name) {
    return "'%s', the variable that holds %s: the result would be lost"
        .formatted(name, OWN.get(name));
  }
}

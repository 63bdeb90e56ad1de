package dev.intercomconnector.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/**
 * The expressions in a task's headers, looked at before anything is done: one that turns out to be
 * unreadable after a message was sent comes too late.
 */
public final class HeaderExpressions {

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

  /**
   * Finds out whether the expressions can be read at all.
   *
   * @return what is wrong, in a sentence that names the header
   */
  public Optional<String> problem(Map<String, String> headers) {
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

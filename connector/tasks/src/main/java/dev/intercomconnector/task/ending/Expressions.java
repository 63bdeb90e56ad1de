package dev.intercomconnector.task.ending;

import java.util.Map;
import java.util.Optional;

/**
 * The headers {@code resultVariable}, {@code resultExpression} and {@code errorExpression}, as in
 * every Camunda connector.
 */
public interface Expressions {

  /**
   * Finds out, before anything is done, whether the expressions can be read at all.
   *
   * @return what is wrong, in a sentence that names the header
   */
  Optional<String> problem(Map<String, String> headers);

  /**
   * The variables that a result becomes.
   *
   * @throws RuntimeException when the expression cannot be evaluated
   */
  Map<String, Object> output(Object result, Map<String, String> headers);

  /**
   * How the error expression wants the job to end, after a result or an error.
   *
   * @param response the result, or {@code {error: ...}}
   * @return empty where the expression is silent
   * @throws RuntimeException when the expression cannot be evaluated
   */
  Optional<JobEnd> decide(Object response, RetryTerms terms);
}

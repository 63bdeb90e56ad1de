package dev.intercomconnector.worker.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code resultVariable}, {@code resultExpression} and {@code errorExpression}, as in
 * every Camunda connector.
 */
interface Expressions {

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
   * What the error expression makes of a result or an error.
   *
   * @param response the result, or {@code {error: ...}}
   * @param retries of the job
   * @throws RuntimeException when the expression cannot be evaluated
   */
  Optional<Decision> decide(Object response, Map<String, String> headers, int retries);

  /** What the designer's error expression asks for. */
  sealed interface Decision {

    /** The failure does not matter: the job completes with these variables. */
    record CompleteJob(Map<String, Object> variables) implements Decision {}

    record ThrowBpmnError(String code, @Nullable String message, Map<String, Object> variables)
        implements Decision {}

    record FailJob(
        @Nullable String message,
        Map<String, Object> variables,
        int retries,
        @Nullable Duration backoff)
        implements Decision {}
  }
}

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.task.TaskHeaders;
import dev.intercomconnector.task.ending.ErrorFunctions;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryTerms;
import io.camunda.connector.feel.FeelEngineWrapper;
import io.camunda.connector.feel.FeelEngineWrapperUtil;
import io.camunda.connector.runtime.core.ConnectorResultHandler;
import io.camunda.connector.runtime.core.Keywords;
import io.camunda.connector.runtime.core.error.BpmnError;
import io.camunda.connector.runtime.core.error.ConnectorError;
import io.camunda.connector.runtime.core.error.JobError;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext.ErrorExpressionJob;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The expressions, evaluated by the classes of Camunda's own connector runtime. */
@Component
class ConnectorExpressions implements Expressions {

  private final ConnectorResultHandler results;
  private final ObjectMapper json;
  private final FeelEngineWrapper evaluator = new FeelEngineWrapper();
  private final TaskHeaders readable = new TaskHeaders();

  ConnectorExpressions(ObjectMapper json) {
    // Durations of a job error arrive as ISO-8601, which the runtime's own mapper reads too.
    this.json = json;
    this.results = new ConnectorResultHandler(json);
  }

  @Override
  public Optional<String> problem(Map<String, String> headers) {
    return readable.problem(headers);
  }

  @Override
  public Map<String, Object> output(Object result, Map<String, String> headers) {
    return results.createOutputVariables(
        result,
        headers.get(Keywords.RESULT_VARIABLE_KEYWORD),
        TaskHeaders.expression(headers, Keywords.RESULT_EXPRESSION_KEYWORD).orElse(null));
  }

  @Override
  public Optional<JobEnd> decide(Object response, RetryTerms terms) {
    return TaskHeaders.expression(terms.headers(), Keywords.ERROR_EXPRESSION_KEYWORD)
        .flatMap(expression -> decide(expression, response, terms));
  }

  private Optional<JobEnd> decide(String expression, Object response, RetryTerms terms) {
    var context = new ErrorExpressionJobContext(new ErrorExpressionJob(terms.retries()));
    if (expression.contains(ErrorFunctions.IGNORE_ERROR)) {
      Optional<JobEnd> ignored = ignored(expression, response, context);
      if (ignored.isPresent()) {
        return ignored;
      }
    }
    return results
        .examineErrorExpression(
            response, Map.of(Keywords.ERROR_EXPRESSION_KEYWORD, expression), context)
        .map(ConnectorExpressions::end);
  }

  /** The runtime's own classes do not know this answer, so it is read before they see it. */
  private Optional<JobEnd> ignored(
      String expression, Object response, ErrorExpressionJobContext context) {
    String answer =
        evaluator.evaluateToJson(
            expression, response, FeelEngineWrapperUtil.wrapResponse(response), context);
    try {
      JsonNode decided = json.readTree(answer == null ? "null" : answer);
      return decided.path("errorType").asText("").equals(ErrorFunctions.IGNORE_ERROR)
          ? Optional.of(
              new JobEnd.Complete(
                  json.convertValue(
                      decided.path("variables"), new TypeReference<Map<String, Object>>() {})))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON: " + answer, e);
    }
  }

  private static JobEnd end(ConnectorError error) {
    return switch (error) {
      case BpmnError bpmn ->
          new JobEnd.BpmnError(
              bpmn.errorCode(),
              Objects.requireNonNullElse(bpmn.errorMessage(), ""),
              Objects.requireNonNullElse(bpmn.variables(), Map.of()));
      case JobError job -> {
        String message = Objects.requireNonNullElse(job.errorMessage(), "");
        Map<String, Object> variables = Objects.requireNonNullElse(job.variables(), Map.of());
        int retries = Objects.requireNonNullElse(job.retries(), 0);
        yield retries <= 0
            ? new JobEnd.Incident(message, variables)
            : new JobEnd.Retry(
                retries,
                Objects.requireNonNullElse(job.retryBackoff(), Duration.ZERO),
                message,
                variables);
      }
    };
  }
}

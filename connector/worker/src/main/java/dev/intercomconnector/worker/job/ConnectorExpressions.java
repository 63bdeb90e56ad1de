package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.task.TaskHeaders;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryTerms;
import io.camunda.connector.feel.FeelEngineWrapperUtil;
import io.camunda.connector.runtime.core.ConnectorResultHandler;
import io.camunda.connector.runtime.core.Keywords;
import io.camunda.connector.runtime.core.error.BpmnError;
import io.camunda.connector.runtime.core.error.ConnectorError;
import io.camunda.connector.runtime.core.error.JobError;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext.ErrorExpressionJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.springframework.stereotype.Component;

/** The expressions, evaluated by the classes of Camunda's own connector runtime. */
@Component
class ConnectorExpressions implements Expressions {

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final ConnectorResultHandler results;
  private final ObjectMapper json;
  private final FeelEngineApi feel =
      FeelEngineBuilder.forJava().withFunctionProvider(new IgnoreError()).build();
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
        headers.get(Keywords.RESULT_EXPRESSION_KEYWORD));
  }

  @Override
  public Optional<JobEnd> decide(Object response, RetryTerms terms) {
    Map<String, String> headers = terms.headers();
    var context = new ErrorExpressionJobContext(new ErrorExpressionJob(terms.retries()));
    String expression = headers.get(Keywords.ERROR_EXPRESSION_KEYWORD);
    if (expression != null && expression.contains(IgnoreError.NAME)) {
      Optional<JobEnd> ignored = ignored(expression, response, context);
      if (ignored.isPresent()) {
        return ignored;
      }
    }
    return results
        .examineErrorExpression(response, headers, context)
        .map(ConnectorExpressions::end);
  }

  /** The runtime's own classes do not know this answer, so it is read before they see it. */
  private Optional<JobEnd> ignored(
      String expression, Object response, ErrorExpressionJobContext context) {
    Map<String, Object> variables = new HashMap<>(json.convertValue(response, MAP));
    variables.putAll(json.convertValue(FeelEngineWrapperUtil.wrapResponse(response), MAP));
    variables.putAll(json.convertValue(context, MAP));
    String bare = expression.strip();
    EvaluationResult answer =
        feel.evaluateExpression(bare.startsWith("=") ? bare.substring(1) : bare, variables);
    if (answer.isFailure()) {
      throw new IllegalArgumentException(answer.failure().message());
    }
    JsonNode decided = json.valueToTree(answer.result());
    return decided.path("errorType").asText("").equals(IgnoreError.NAME)
        ? Optional.of(new JobEnd.Complete(json.convertValue(decided.path("variables"), MAP)))
        : Optional.empty();
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

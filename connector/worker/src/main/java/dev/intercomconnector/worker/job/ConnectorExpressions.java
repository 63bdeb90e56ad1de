package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.task.TaskHeaders;
import io.camunda.connector.feel.FeelEngineWrapperUtil;
import io.camunda.connector.runtime.core.ConnectorResultHandler;
import io.camunda.connector.runtime.core.Keywords;
import io.camunda.connector.runtime.core.error.BpmnError;
import io.camunda.connector.runtime.core.error.ConnectorError;
import io.camunda.connector.runtime.core.error.JobError;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext.ErrorExpressionJob;
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
  public Optional<Decision> decide(Object response, Map<String, String> headers, int retries) {
    var context = new ErrorExpressionJobContext(new ErrorExpressionJob(retries));
    String expression = headers.get(Keywords.ERROR_EXPRESSION_KEYWORD);
    if (expression != null && expression.contains(IgnoreError.NAME)) {
      Optional<Decision> ignored = ignored(expression, response, context);
      if (ignored.isPresent()) {
        return ignored;
      }
    }
    return results
        .examineErrorExpression(response, headers, context)
        .map(ConnectorExpressions::decision);
  }

  /** The runtime's own classes do not know this answer, so it is read before they see it. */
  private Optional<Decision> ignored(
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
        ? Optional.of(new Decision.CompleteJob(json.convertValue(decided.path("variables"), MAP)))
        : Optional.empty();
  }

  private static Decision decision(ConnectorError error) {
    return switch (error) {
      case BpmnError bpmn ->
          new Decision.ThrowBpmnError(bpmn.errorCode(), bpmn.errorMessage(), bpmn.variables());
      case JobError job ->
          new Decision.FailJob(
              job.errorMessage(),
              Objects.requireNonNullElse(job.variables(), Map.of()),
              Math.max(0, Objects.requireNonNullElse(job.retries(), 0)),
              job.retryBackoff());
    };
  }
}

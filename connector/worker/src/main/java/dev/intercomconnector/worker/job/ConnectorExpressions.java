package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.connector.runtime.core.ConnectorResultHandler;
import io.camunda.connector.runtime.core.Keywords;
import io.camunda.connector.runtime.core.error.BpmnError;
import io.camunda.connector.runtime.core.error.ConnectorError;
import io.camunda.connector.runtime.core.error.JobError;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext;
import io.camunda.connector.runtime.core.outbound.ErrorExpressionJobContext.ErrorExpressionJob;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.springframework.stereotype.Component;

/** The expressions, evaluated by the classes of Camunda's own connector runtime. */
@Component
class ConnectorExpressions implements Expressions {

  private final ConnectorResultHandler results;
  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

  ConnectorExpressions(ObjectMapper json) {
    // Durations of a job error arrive as ISO-8601, which the runtime's own mapper reads too.
    this.results = new ConnectorResultHandler(json);
  }

  @Override
  public Optional<String> problem(Map<String, String> headers) {
    for (String header :
        List.of(Keywords.RESULT_EXPRESSION_KEYWORD, Keywords.ERROR_EXPRESSION_KEYWORD)) {
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

  @Override
  public Map<String, Object> output(Object result, Map<String, String> headers) {
    return results.createOutputVariables(
        result,
        headers.get(Keywords.RESULT_VARIABLE_KEYWORD),
        headers.get(Keywords.RESULT_EXPRESSION_KEYWORD));
  }

  @Override
  public Optional<Decision> decide(Object response, Map<String, String> headers, int retries) {
    return results
        .examineErrorExpression(
            response, headers, new ErrorExpressionJobContext(new ErrorExpressionJob(retries)))
        .map(ConnectorExpressions::decision);
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

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.task.TaskHeaders;
import dev.intercomconnector.task.ending.ErrorFunctions;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryTerms;
import io.camunda.connector.feel.FeelConnectorFunctionProvider;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.context.JavaFunction;
import org.springframework.stereotype.Component;

/** The expressions, evaluated by the classes of Camunda's own connector runtime. */
@Component
class ConnectorExpressions implements Expressions {

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final ConnectorResultHandler results;
  private final ObjectMapper json;
  private final FeelEngineApi feel =
      FeelEngineBuilder.forJava().withFunctionProvider(new Functions()).build();
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
    Map<String, Object> variables = new HashMap<>(json.convertValue(response, MAP));
    variables.putAll(json.convertValue(FeelEngineWrapperUtil.wrapResponse(response), MAP));
    variables.putAll(json.convertValue(context, MAP));
    EvaluationResult answer = feel.evaluateExpression(expression.substring(1), variables);
    if (answer.isFailure()) {
      throw new IllegalArgumentException(answer.failure().message());
    }
    JsonNode decided = json.valueToTree(answer.result());
    return switch (decided.path("errorType").asText("")) {
      case "bpmnError" -> Optional.of(end(json.convertValue(decided, BpmnError.class)));
      case "jobError" -> Optional.of(end(json.convertValue(decided, JobError.class)));
      case ErrorFunctions.IGNORE_ERROR ->
          Optional.of(new JobEnd.Complete(json.convertValue(decided.path("variables"), MAP)));
      default -> Optional.empty();
    };
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

  /** No service of the class path: other connectors in this process would know them too. */
  private static final class Functions extends FeelConnectorFunctionProvider {

    private final ErrorFunctions added = new ErrorFunctions();

    @Override
    public List<JavaFunction> resolveFunctions(String name) {
      return Stream.concat(
              super.resolveFunctions(name).stream(), added.resolveFunctions(name).stream())
          .toList();
    }
  }
}

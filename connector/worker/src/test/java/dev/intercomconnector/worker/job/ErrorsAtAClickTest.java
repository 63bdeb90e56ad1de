package dev.intercomconnector.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryState;
import dev.intercomconnector.task.ending.RetryTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expressions behind the form's choice "Throw a BPMN error with Intercom's code". */
class ErrorsAtAClickTest {

  private final Expressions expressions =
      new ConnectorExpressions(new ObjectMapper().registerModule(new JavaTimeModule()));

  @ParameterizedTest
  @CsvSource({
    "errorCodes, INTERCOM_UNSUBSCRIBED, 3, true",
    "errorCodes, INTERCOM_UNAVAILABLE, 2, false",
    "errorCodes, INTERCOM_UNAVAILABLE, 1, true",
    "errorCodes, INTERCOM_OUTCOME_UNKNOWN, 3, true",
    "errorCodes, ANYTHING_ELSE, 1, false",
    "errorCodesOrResend, INTERCOM_UNSUBSCRIBED, 3, true",
    "errorCodesOrResend, INTERCOM_OUTCOME_UNKNOWN, 2, false",
    "errorCodesOrResend, INTERCOM_OUTCOME_UNKNOWN, 1, true"
  })
  void whatARetryMayMendIsThrownWithTheLastOne(
      String field, String code, int retries, boolean thrown) throws IOException {
    Map<String, Object> error = Map.of("error", Map.of("code", code, "message", "said"));

    var decision =
        expressions.decide(
            error,
            new RetryTerms(retries, Map.of("errorExpression", valueOf(field)), RetryState.none(1)));

    if (thrown) {
      assertThat(decision).contains(new JobEnd.BpmnError(code, "said", error));
    } else {
      assertThat(decision).isEmpty();
    }
  }

  private static String valueOf(String field) throws IOException {
    JsonNode template =
        new ObjectMapper()
            .readTree(Path.of("../../element-templates/send-message-with-intercom.json").toFile());
    return StreamSupport.stream(template.path("properties").spliterator(), false)
        .filter(property -> property.path("id").asText().equals(field))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asText();
  }
}

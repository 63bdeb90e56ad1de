package dev.intercomconnector.task;

import static dev.intercomconnector.task.Read.value;
import static dev.intercomconnector.task.Read.variables;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendResolutionTest {

  private static final String ATTEMPT = "attempt-2";
  private static final String HOW_TO =
      " If it is there, set the variable intercomSendResolution = {\"attemptId\": \"attempt-2\","
          + " \"outcome\": \"sent\", \"messageId\": \"...\"}; if it is not, {\"attemptId\":"
          + " \"attempt-2\", \"outcome\": \"notSent\"}. Then retry.";

  private static SendResolution read(String resolution) {
    return value(
        Objects.requireNonNull(SendResolution.read(variables(variable(resolution)), ATTEMPT)));
  }

  private static String variable(String resolution) {
    return "{'intercomSendResolution': %s}".formatted(resolution);
  }

  @Test
  void aMessageThatIsThereIsNamed() {
    assertThat(read("{'attemptId': 'attempt-2', 'outcome': 'sent', 'messageId': 4711}"))
        .isEqualTo(new SendResolution("4711"));
  }

  @Test
  void aMessageThatIsNotThereHasNoId() {
    assertThat(read("{'attemptId': 'attempt-2', 'outcome': 'notSent'}"))
        .isEqualTo(new SendResolution(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'intercomSendResolution': null}",
        "{'intercomSendResolution': 'sent'}",
        "{'intercomSendResolution': {'outcome': 'notSent'}}",
        "{'intercomSendResolution': {'attemptId': 'attempt-1', 'outcome': 'notSent'}}",
        "{'intercomSendResolution': {'attemptId': 'attempt-1', 'outcome': 'perhaps'}}"
      })
  void whatNamesNoAttemptOrAnotherOneCountsAsNone(String variables) {
    assertThat(SendResolution.read(variables(variables), ATTEMPT)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'outcome': 'perhaps' | 'intercomSendResolution.outcome' is 'perhaps'; it can be sent or notSent.
          'messageId': '1' | 'intercomSendResolution.outcome' is ''; it can be sent or notSent.
          'outcome': 'sent' | 'intercomSendResolution' says sent, but gives no messageId.
          'outcome': 'sent', 'messageId': ' ' | 'intercomSendResolution' says sent, but gives no messageId.
          """)
  void aMistakeInWhatIsSaidOfThisAttemptIsNamed(String rest, String sentence) {
    String resolution = variable("{'attemptId': 'attempt-2', %s}".formatted(rest));

    assertThat(
            Read.incident(
                Objects.requireNonNull(SendResolution.read(variables(resolution), ATTEMPT))))
        .isEqualTo("INTERCOM_INVALID_REQUEST: " + sentence + HOW_TO);
  }
}

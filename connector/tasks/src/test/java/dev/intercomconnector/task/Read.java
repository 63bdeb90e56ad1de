package dev.intercomconnector.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;

/** What came of reading a job's inputs. */
final class Read {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Read() {}

  /** JSON with single quotes for double ones. */
  static JsonNode variables(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The variables of a job whose form has filled in these inputs. */
  static JsonNode job(JsonNode inputs) {
    return JSON.createObjectNode().set("intercom", inputs);
  }

  static <T> T value(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  /** The text of the incident that the designer gets at once, without a retry. */
  static String incident(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Failure failure = ((Outcome.Failed<?>) outcome).failure();
    assertThat(failure).isInstanceOf(Failure.Rejected.class);
    return failure.problem().describe();
  }

  static String saying(String sentences) {
    return "INTERCOM_INVALID_REQUEST: " + sentences + " Correct the task's inputs.";
  }
}

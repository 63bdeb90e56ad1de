package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param stored the id of the message that the request stored, or null
 */
public record ApiAnswer(
    int status, Map<String, String> headers, JsonNode body, @Nullable String stored) {

  public static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, Map.of(), body, null);
  }

  /** The same answer, noting that the request stored this message. */
  public ApiAnswer storing(String messageId) {
    return new ApiAnswer(status, headers, body, messageId);
  }

  /** The same answer with more headers. */
  public ApiAnswer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new ApiAnswer(status, Map.copyOf(all), body, stored);
  }
}

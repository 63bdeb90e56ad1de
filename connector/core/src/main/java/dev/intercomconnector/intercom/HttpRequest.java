package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to Intercom's API.
 *
 * @param path below the base URL, its segments encoded, such as {@code /conversations/41}
 * @param query by name, not encoded
 * @param body null for none
 */
public record HttpRequest(
    Method method, String path, Map<String, String> query, @Nullable JsonNode body) {

  /** The methods that the connector uses. */
  public enum Method {
    GET,
    POST
  }

  static HttpRequest get(String path) {
    return get(path, Map.of());
  }

  static HttpRequest get(String path, Map<String, String> query) {
    return new HttpRequest(Method.GET, path, query, null);
  }

  static HttpRequest post(String path, JsonNode body) {
    return new HttpRequest(Method.POST, path, Map.of(), body);
  }
}

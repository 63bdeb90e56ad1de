package dev.intercomconnector.intercomdouble.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.intercomconnector.intercomdouble.api.ApiRequest;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request read to its end.
 *
 * @param shown the body for the ledger: JSON, or the text of anything else; null for no body
 */
record Received(ApiRequest request, @Nullable JsonNode shown) {

  static Received read(Exchange exchange) throws IOException {
    byte[] bytes = exchange.body();
    JsonNode body = parsed(bytes);
    return new Received(
        new ApiRequest(
            exchange.method(),
            exchange.path(),
            exchange.query(),
            exchange.header("Authorization"),
            exchange.header("Intercom-Version"),
            body),
        bytes.length == 0 ? null : shown(bytes));
  }

  /** A body as the ledger shows it: JSON, or the text of anything else. */
  static JsonNode shown(byte[] bytes) {
    JsonNode body = parsed(bytes);
    return body == null ? TextNode.valueOf(new String(bytes, UTF_8)) : body;
  }

  private static @Nullable JsonNode parsed(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (IOException e) {
      return null;
    }
  }
}

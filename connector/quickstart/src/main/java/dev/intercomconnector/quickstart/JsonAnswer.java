package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;

/** Answers requests with JSON. */
final class JsonAnswer {
  private JsonAnswer() {}

  static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] body = Json.write(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  static void error(HttpExchange exchange, int status, String sentence) throws IOException {
    send(exchange, status, Json.object().put("error", sentence));
  }
}

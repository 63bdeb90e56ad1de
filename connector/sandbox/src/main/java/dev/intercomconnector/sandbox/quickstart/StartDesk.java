package dev.intercomconnector.sandbox.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.sandbox.intercom.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Starts more onboardings over HTTP, since the engine speaks gRPC only: {@code POST /onboardings}
 * {contactEmail, contactName, replyWithin}, answered with the process instance's key.
 */
final class StartDesk implements AutoCloseable {
  static final String PATH = "/onboardings";

  private final HttpServer server;

  private StartDesk(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens the desk on a free port of the loopback address.
   *
   * @throws IOException when there is no port to listen on
   */
  static StartDesk open(Installation installation) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, exchange -> handle(exchange, installation));
    server.start();
    return new StartDesk(server);
  }

  /** Where to post to. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void handle(HttpExchange exchange, Installation installation) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        answer(exchange, 405, Json.object().put("error", "Only POST"));
        return;
      }
      try {
        if (Json.read(exchange.getRequestBody().readAllBytes()) instanceof ObjectNode variables) {
          String key = Long.toString(installation.start(variables));
          answer(exchange, 200, Json.object().put("processInstanceKey", key));
          return;
        }
      } catch (JsonProcessingException e) {
        // Answered as any other body that is no object.
      }
      answer(exchange, 400, Json.object().put("error", "The body must be a JSON object"));
    }
  }

  private static void answer(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] body = Json.write(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}

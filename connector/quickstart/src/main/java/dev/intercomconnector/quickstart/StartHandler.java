package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;

/**
 * Starts processes over HTTP, since the engine speaks gRPC only: {@code POST /onboardings}
 * {contactEmail, contactName, replyWithin} the onboarding, {@code POST /processes/ID} any other of
 * the examples with its variables. Answered with the process instance's key.
 */
final class StartHandler implements HttpHandler {
  static final String ONBOARDINGS = "/onboardings";
  static final String PROCESSES = "/processes/";

  private final Installation installation;

  StartHandler(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String process =
          path.startsWith(PROCESSES) ? path.substring(PROCESSES.length()) : Installation.ONBOARDING;
      if (!exchange.getRequestMethod().equals("POST")) {
        JsonAnswer.error(exchange, 405, "Only POST");
      } else if (installation.examples().stream()
          .noneMatch(example -> example.processId().equals(process))) {
        JsonAnswer.error(exchange, 404, "No process " + process);
      } else {
        start(exchange, process);
      }
    }
  }

  private void start(HttpExchange exchange, String process) throws IOException {
    try {
      if (Json.read(exchange.getRequestBody().readAllBytes()) instanceof ObjectNode variables) {
        String key = Long.toString(installation.start(process, variables));
        JsonAnswer.send(exchange, 200, Json.object().put("processInstanceKey", key));
        return;
      }
    } catch (JsonProcessingException e) {
      // Answered as any other body that is no object.
    }
    JsonAnswer.error(exchange, 400, "The body must be a JSON object");
  }
}

package dev.intercomconnector.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.util.Optional;

/** Resolves incidents over HTTP, as an operator does in Operate: {@code POST /incidents/KEY}. */
final class RetryHandler implements HttpHandler {
  static final String INCIDENTS = "/incidents/";

  private final Installation installation;

  RetryHandler(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring(INCIDENTS.length());
      Optional<EngineEvent.Incident> incident = incident(key);
      if (!exchange.getRequestMethod().equals("POST")) {
        JsonAnswer.error(exchange, 405, "Only POST");
      } else if (incident.isEmpty()) {
        JsonAnswer.error(exchange, 404, "No incident " + key);
      } else {
        installation.tryAgain(incident.get());
        JsonAnswer.send(exchange, 200, Json.object().put("resolved", true));
      }
    }
  }

  private Optional<EngineEvent.Incident> incident(String key) {
    return installation.history().events().stream()
        .filter(EngineEvent.Incident.class::isInstance)
        .map(EngineEvent.Incident.class::cast)
        .filter(incident -> Long.toString(incident.key()).equals(key))
        .findFirst();
  }
}

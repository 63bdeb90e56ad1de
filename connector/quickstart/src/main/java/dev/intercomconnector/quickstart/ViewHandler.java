package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * What the page shows, all in one answer to {@code GET /view}: the page asks again and again. Who
 * names what they have seen, by its {@code ETag} in {@code If-None-Match}, is answered 304 as long
 * as nothing is new.
 */
final class ViewHandler implements HttpHandler {
  static final String PATH = "/view";

  /** The newest instances and requests; more would be no use to anybody who looks at them. */
  private static final int INSTANCES = 30;

  private static final int REQUESTS = 80;

  private final Installation installation;

  ViewHandler(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode shown = shown();
      String tag = "\"%08x\"".formatted(Arrays.hashCode(Json.write(shown)));
      exchange.getResponseHeaders().set("ETag", tag);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        JsonAnswer.send(exchange, 200, shown);
      }
    }
  }

  private ObjectNode shown() {
    SandboxControl intercom = installation.intercom();
    ObjectNode shown = Json.object();
    shown.set(
        "processes",
        Json.array(
            installation.examples(),
            example -> Json.object().put("id", example.processId()).put("path", example.path())));
    shown.set("instances", Json.array(newest(instances(), INSTANCES), InstanceJson::of));
    shown.set("contacts", Json.array(intercom.contacts(), InboxJson::contact));
    shown.set(
        "messages",
        Json.array(
            intercom.messages(),
            message -> InboxJson.message(message, intercom.conversationsOf(message.id()))));
    shown.set(
        "requests",
        Json.array(
            newest(intercom.ledger(), REQUESTS),
            request -> ApiCallJson.request(request, intercom.answer(request))));
    return shown;
  }

  /** The events of each process instance, the oldest instance first. */
  private List<List<EngineEvent>> instances() {
    TreeMap<Long, List<EngineEvent>> instances = new TreeMap<>();
    for (EngineEvent event : installation.history().events()) {
      instances.computeIfAbsent(event.processInstance(), unused -> new ArrayList<>()).add(event);
    }
    return List.copyOf(instances.values());
  }

  private static <T> List<T> newest(List<T> oldestFirst, int count) {
    return oldestFirst.subList(Math.max(0, oldestFirst.size() - count), oldestFirst.size());
  }
}

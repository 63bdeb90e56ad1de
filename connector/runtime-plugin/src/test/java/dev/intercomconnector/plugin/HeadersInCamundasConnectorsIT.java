package dev.intercomconnector.plugin;

import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.worker.HeaderRow;
import dev.intercomconnector.worker.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the reference's table of headers says of Camunda's own connectors, in one of them:
 * http-json, whose service does the work, refuses it, or is out of order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersInCamundasConnectorsIT {

  private static final Map<String, String> STATUS =
      Map.of("Success", "200", "Mistake", "400", "Outage", "503");

  private final Workplace workplace;
  private HttpServer service;

  HeadersInCamundasConnectorsIT() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"messageType\": \"inapp\"}".getBytes(StandardCharsets.UTF_8);
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    workplace.in(RuntimeInThisJvm::start);
  }

  @AfterAll
  void stop() {
    workplace.close();
    service.stop(0);
  }

  static List<HeaderRow> rows() throws IOException {
    return HeaderRow.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theJobEndsAsTheReferenceSays(HeaderRow row) {
    String url =
        "http://127.0.0.1:%d/%s".formatted(service.getAddress().getPort(), STATUS.get(row.after()));

    long instance =
        workplace.start(
            "io.camunda:http-json:1",
            Map.of("method", "GET", "url", url, "authentication", Map.of("type", "noAuth")),
            Stream.of(row.headers()).map(this::translated).toArray(String[]::new));

    String end = row.inCamundas().equals("the same") ? row.job() : row.inCamundas();
    HeaderRow.assertEnd(workplace, instance, translated(end));
  }

  /** What Intercom's result and errors are called in an answer over HTTP. */
  private String translated(String words) {
    return words
        .replace("messageType", "body.messageType")
        .replace("INTERCOM_INVALID_REQUEST", "400")
        .replace("INTERCOM_UNAVAILABLE", "503");
  }
}

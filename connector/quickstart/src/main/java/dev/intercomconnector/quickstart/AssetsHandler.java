package dev.intercomconnector.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page's files from the class path: {@code /page} is our own, {@code /example-bpmn} the
 * diagrams, {@code /bpmn-js} what the WebJar of that name holds for browsers.
 */
final class AssetsHandler implements HttpHandler {
  private static final String BPMN_JS = "org.webjars.npm/bpmn-js";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "bpmn", "application/xml");

  /** Nothing from elsewhere; bpmn-js sets styles of its own and draws its logo from a data URL. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'";

  private final Map<String, String> folders;

  AssetsHandler() throws IOException {
    this.folders =
        Map.of(
            "page", "page",
            "example-bpmn", "example-bpmn",
            "bpmn-js", "META-INF/resources/webjars/bpmn-js/%s/dist".formatted(bpmnJsVersion()));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] content = content(path.equals("/") ? "/page/index.html" : path);
      if (content == null) {
        JsonAnswer.error(exchange, 404, "Nothing at " + path);
        return;
      }
      String ending = path.substring(path.lastIndexOf('.') + 1);
      exchange
          .getResponseHeaders()
          .set("Content-Type", TYPES.getOrDefault(ending, TYPES.get("html")));
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  private byte @Nullable [] content(String path) throws IOException {
    String[] parts = path.split("/", 3);
    String folder = parts.length == 3 ? folders.get(parts[1]) : null;
    if (folder == null || !parts[2].matches("[\\w-]+([./][\\w-]+)*")) {
      return null;
    }
    try (InputStream resource = resource(folder + "/" + parts[2])) {
      return resource == null ? null : resource.readAllBytes();
    }
  }

  private static String bpmnJsVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = resource("META-INF/maven/" + BPMN_JS + "/pom.properties")) {
      properties.load(Objects.requireNonNull(resource, "bpmn-js is not on the class path"));
    }
    return properties.getProperty("version");
  }

  private static @Nullable InputStream resource(String name) {
    return AssetsHandler.class.getClassLoader().getResourceAsStream(name);
  }
}

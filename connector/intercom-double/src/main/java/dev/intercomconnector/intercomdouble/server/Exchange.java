package dev.intercomconnector.intercomdouble.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer on the wire. */
final class Exchange {
  private final HttpExchange http;

  Exchange(HttpExchange http) {
    this.http = http;
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getRawPath();
  }

  @Nullable String rawQuery() {
    return http.getRequestURI().getRawQuery();
  }

  /** The decoded parameters; of a repeated one the last. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = rawQuery();
    for (String pair : (raw == null ? "" : raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }

  @Nullable String header(String name) {
    return http.getRequestHeaders().getFirst(name);
  }

  /** Reads the body to its end, without which the connection could not be used again. */
  byte[] body() throws IOException {
    return http.getRequestBody().readAllBytes();
  }

  void answer(int status, Map<String, String> headers, String contentType, byte[] body)
      throws IOException {
    start(status, headers, contentType, body);
    try (OutputStream out = http.getResponseBody()) {
      if (hasBody(status)) {
        out.write(body);
      }
    }
  }

  /** Promises the whole body, sends half of it and closes the connection. */
  void answerHalf(int status, Map<String, String> headers, String contentType, byte[] body)
      throws IOException {
    start(status, headers, contentType, body);
    OutputStream out = http.getResponseBody();
    out.write(body, 0, body.length / 2);
    out.flush();
    http.close();
  }

  /** Closes the connection without an answer. */
  void hangUp() {
    http.close();
  }

  private void start(int status, Map<String, String> headers, String contentType, byte[] body)
      throws IOException {
    headers.forEach(http.getResponseHeaders()::set);
    if (hasBody(status)) {
      http.getResponseHeaders().set("Content-Type", contentType);
    }
    http.sendResponseHeaders(status, hasBody(status) && body.length > 0 ? body.length : -1);
  }

  private boolean hasBody(int status) {
    return !method().equals("HEAD") && status != 204 && status != 304;
  }
}

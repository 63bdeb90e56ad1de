package dev.intercomconnector.intercomdouble;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A caller of the double over a real socket, with a token and a version. */
record Caller(HttpClient client, String baseUrl, @Nullable String token, @Nullable String version) {

  /** A status with the parsed body. */
  record Reply(int status, JsonNode body, HttpResponse<byte[]> http) {
    String error() {
      JsonNode error = body.path("errors").path(0);
      return error.path("code").asText() + ": " + error.path("message").asText();
    }

    String text(String pointer) {
      return body.at(pointer).asText();
    }

    Optional<String> header(String name) {
      return http.headers().firstValue(name);
    }
  }

  static Caller of(IntercomDouble intercom) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new Caller(client, intercom.baseUrl(), DoubleSettings.TOKEN, "2.14");
  }

  Caller withVersion(@Nullable String changed) {
    return new Caller(client, baseUrl, token, changed);
  }

  Caller withToken(@Nullable String changed) {
    return new Caller(client, baseUrl, changed, version);
  }

  Reply get(String path) throws Exception {
    return call("GET", path, "");
  }

  Reply post(String path, String json) throws Exception {
    return call("POST", path, json);
  }

  /** Single quotes in the body stand for double ones. */
  Reply call(String method, String path, String json) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (version != null) {
      request.header("Intercom-Version", version);
    }
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), parsed(response.body()), response);
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return Json.read(body);
    } catch (IOException e) {
      return Json.object();
    }
  }
}

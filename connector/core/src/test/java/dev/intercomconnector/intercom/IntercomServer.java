package dev.intercomconnector.intercom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.Permit;
import dev.intercomconnector.pacing.TestTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.OkHttpClient;

/** Answers in the order that a test scripts, and remembers what it was asked. */
public final class IntercomServer implements AutoCloseable {

  public static final String TOKEN = "dG9rOnNlY3JldA==";
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http = new OkHttpClient();

  public IntercomServer() {
    var dispatcher = new QueueDispatcher();
    dispatcher.setFailFast(new MockResponse(418, Headers.EMPTY, "not in the script"));
    server.setDispatcher(dispatcher);
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Headers are name, value, name, value. */
  public void answers(int status, String body, String... headers) {
    server.enqueue(new MockResponse(status, Headers.of(headers), body));
  }

  public void answers(String json) {
    answers(200, json);
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public Connection connection(ApiVersion version) {
    return new Connection(baseUrl(), new AccessToken(TOKEN), version, "inapp", PATIENT);
  }

  public IntercomClient client() {
    return client(ApiVersion.DEFAULT);
  }

  public IntercomClient client(ApiVersion version) {
    return client(connection(version));
  }

  public IntercomClient client(Connection connection) {
    return client(connection, http);
  }

  /** At {@link #NOW}; its pauses pass at once. */
  public static IntercomClient client(Connection connection, OkHttpClient http) {
    var time = new TestTime(NOW);
    return new IntercomClient(
        connection,
        new OkHttpTransport(connection, http, time),
        new Pacer(0.2, time, time, new Random(1), (priority, wait) -> {}),
        time,
        time);
  }

  /** Leave to create something, at once. */
  public static Permit permit(IntercomClient client) {
    return value(client.permit(Duration.ZERO));
  }

  /** POST /messages. */
  static Outcome<SentMessage> createMessage(IntercomClient client, String request) {
    return client.createMessage(object(request), permit(client));
  }

  public int requestCount() {
    return server.getRequestCount();
  }

  /** The next request that was not yet looked at. */
  public RecordedRequest request() {
    try {
      return Objects.requireNonNull(
          server.takeRequest(5, TimeUnit.SECONDS), "there was no further request");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Method and path of all requests not yet looked at. */
  public List<String> asked() {
    List<String> asked = new ArrayList<>();
    for (int left = server.getRequestCount(); left > 0; left--) {
      RecordedRequest request = request();
      asked.add(request.getMethod() + " " + request.getTarget());
    }
    return asked;
  }

  public static JsonNode body(RecordedRequest request) {
    return json(Objects.requireNonNull(request.getBody(), "the request had no body").utf8());
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  public static <T> T value(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  public static <F extends Failure> F failure(Class<F> kind, Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Failure failure = ((Outcome.Failed<?>) outcome).failure();
    assertThat(failure).isInstanceOf(kind);
    return kind.cast(failure);
  }

  @Override
  public void close() {
    server.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}

package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_OUTCOME_UNKNOWN;
import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_UNAVAILABLE;
import static dev.intercomconnector.intercom.IntercomServer.TOKEN;
import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.OutcomeUnknown;
import dev.intercomconnector.intercom.Failure.RateLimited;
import dev.intercomconnector.intercom.RawServer.Behaviour;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.TestTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the connector takes a broken connection for, and how often it then knocks. */
class TransportFaultTest {

  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(6));
  private static final String LOST =
      "INTERCOM_OUTCOME_UNKNOWN: The connection to Intercom was lost after the message had been"
          + " sent, before an answer came: ";
  private static final String LOOK =
      ". Look in Intercom whether the message is there before you send it again.";
  private static final String RETRIED =
      " It is tried again; if it goes on, check the network and the configured region or base URL.";

  private final OkHttpClient http = new OkHttpClient();

  private static IntercomClient client(URI baseUrl, OkHttpClient http) {
    return client(baseUrl, http, IntercomServer.PATIENT);
  }

  private static IntercomClient client(URI baseUrl, OkHttpClient http, Timeouts timeouts) {
    return IntercomServer.client(
        new Connection(baseUrl, new AccessToken(TOKEN), ApiVersion.DEFAULT, "inapp", timeouts),
        http);
  }

  private static Outcome<SentMessage> send(IntercomClient client) {
    return createMessage(client, "{\"body\": \"Hello\"}");
  }

  static Stream<Arguments> faultsAfterTheFirstByte() {
    return Stream.of(
        fault("closed before reading", 0, peer -> {}),
        fault("closed after reading", 1, RawServer.Peer::read),
        fault(
            "half a head",
            1,
            peer -> {
              peer.read();
              peer.write("HTTP/1.1 200 OK\r\nContent-");
            }),
        fault(
            "no HTTP",
            1,
            peer -> {
              peer.read();
              peer.write("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            }),
        fault(
            "silence",
            1,
            peer -> {
              peer.read();
              peer.stall();
            }));
  }

  private static Arguments fault(String name, int requestsRead, Behaviour behaviour) {
    return Arguments.of(name, requestsRead, behaviour);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsAfterTheFirstByte")
  void aSendThatWasBegunIsOfUnknownOutcomeAndNeverRepeated(
      String name, int requestsRead, Behaviour behaviour) throws Exception {
    try (var server = new RawServer(behaviour)) {
      var outcome = send(client(server.baseUrl(), http, SHORT));

      Problem problem = failure(OutcomeUnknown.class, outcome).problem();
      assertThat(problem.code()).isEqualTo(INTERCOM_OUTCOME_UNKNOWN);
      assertThat(problem.describe()).startsWith(LOST).endsWith(LOOK).doesNotContain(TOKEN);
      await().untilAsserted(() -> assertThat(server.requests()).hasSize(requestsRead));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsAfterTheFirstByte")
  void aReadIsTriedThreeTimesAndThenKnownNotToHaveWorked(
      String name, int requestsRead, Behaviour behaviour) throws Exception {
    try (var server = new RawServer(behaviour)) {
      var outcome = client(server.baseUrl(), http, SHORT).admins();

      Problem problem = failure(NotExecuted.class, outcome).problem();
      assertThat(problem.code()).isEqualTo(INTERCOM_UNAVAILABLE);
      assertThat(problem.describe())
          .startsWith("INTERCOM_UNAVAILABLE: Intercom could not be reached: ")
          .endsWith(RETRIED);
      await().untilAsserted(() -> assertThat(server.requests()).hasSize(3 * requestsRead));
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  /** Columns: status, what is known of a send, its code. */
  @ParameterizedTest
  @CsvSource({
    "429, RateLimited,    INTERCOM_RATE_LIMITED",
    "401, Rejected,       INTERCOM_UNAUTHORIZED",
    "403, Rejected,       INTERCOM_UNAUTHORIZED",
    "422, Rejected,       INTERCOM_INVALID_REQUEST",
    "400, Rejected,       INTERCOM_INVALID_REQUEST",
    "200, OutcomeUnknown, INTERCOM_OUTCOME_UNKNOWN",
    "503, OutcomeUnknown, INTERCOM_OUTCOME_UNKNOWN"
  })
  void aStatusStandsAlsoWhereTheBodyBreaksOff(int status, String kind, ErrorCode code)
      throws Exception {
    try (var server =
        new RawServer(
            peer -> {
              peer.read();
              peer.write(beginningOfAnAnswer(status));
            })) {
      var outcome = send(client(server.baseUrl(), http));

      Failure failure = failure(Failure.class, outcome);
      assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
      assertThat(failure.problem().code()).isEqualTo(code);
      assertThat(failure.problem().describe())
          .contains("Intercom answered " + status + " (request id r1)");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aStatusStandsAlsoWhereTheRestOfTheAnswerNeverComes() throws Exception {
    var timeouts =
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(10));
    try (var server =
        new RawServer(
            peer -> {
              peer.read();
              peer.write(beginningOfAnAnswer(429));
              peer.stall();
            })) {
      failure(RateLimited.class, send(client(server.baseUrl(), http, timeouts)));
    }
  }

  private static String beginningOfAnAnswer(int status) {
    return "HTTP/1.1 " + status + " Any\r\nContent-Length: 100\r\nX-Request-Id: r1\r\n\r\n{";
  }

  @Test
  void aReadPausesLongerBeforeEachRepeatAndEndsWithItsTimeLimit() {
    var time = new TestTime(Instant.EPOCH);
    List<Duration> asked = new ArrayList<>();
    HttpTransport slow =
        (request, limit) -> {
          asked.add(Duration.between(Instant.EPOCH, time.instant()));
          time.advance(Duration.ofSeconds(2));
          return new Reply.NoAnswer(new IOException("down"), true);
        };
    var limit = Duration.ofSeconds(6);
    var client =
        new IntercomClient(
            new Connection(
                URI.create("http://intercom.test"),
                null,
                ApiVersion.DEFAULT,
                "inapp",
                new Timeouts(limit, limit, limit)),
            slow,
            new Pacer(0.2, time, time, new Random(1), (priority, wait) -> {}),
            time,
            time);

    failure(NotExecuted.class, client.admins());

    assertThat(asked).containsExactly(Duration.ZERO, Duration.ofMillis(2_250));
  }

  @Test
  void aReadWhoseAnswerBreaksOffIsTriedThreeTimes() throws Exception {
    Behaviour breaksOff =
        peer -> {
          peer.read();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"admins\": [");
        };
    try (var server = new RawServer(breaksOff)) {
      var outcome = client(server.baseUrl(), http, SHORT).admins();

      assertThat(failure(NotExecuted.class, outcome).problem().code())
          .isEqualTo(INTERCOM_UNAVAILABLE);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aSendOnAReusedConnectionThatIsClosedAfterReadingIsNotRepeated() throws Exception {
    Behaviour answersOnce =
        peer -> {
          peer.read();
          peer.answer("{\"admins\": []}");
          peer.read();
        };
    try (var server = new RawServer(answersOnce)) {
      IntercomClient client = client(server.baseUrl(), http);
      assertThat(value(client.admins())).isEmpty();

      var outcome = send(client);

      Problem problem = failure(OutcomeUnknown.class, outcome).problem();
      assertThat(problem.describe()).startsWith(LOST).endsWith(LOOK);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1)).startsWith("POST /messages ");
      assertThat(server.connections()).as("the connection was reused").isEqualTo(1);
    }
  }

  @Test
  void aReadOnAReusedConnectionThatIsClosedAfterReadingIsRepeated() throws Exception {
    Behaviour answersOnce =
        peer -> {
          peer.read();
          peer.answer("{\"admins\": [{\"id\": 7}]}");
          peer.read();
        };
    try (var server = new RawServer(answersOnce)) {
      IntercomClient client = client(server.baseUrl(), http);
      assertThat(value(client.admins())).hasSize(1);

      var outcome = client.admins();

      assertThat(value(outcome)).extracting(Admin::id).containsExactly("7");
      assertThat(server.requests()).hasSize(3);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerThatTricklesInIsCutOffAtTheCallsTimeLimit() throws Exception {
    Behaviour trickles =
        peer -> {
          peer.read();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
          peer.stall();
        };
    var patientReader =
        new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMillis(400));
    try (var server = new RawServer(trickles)) {
      var client =
          IntercomServer.client(
              new Connection(server.baseUrl(), null, ApiVersion.DEFAULT, "inapp", patientReader),
              http);

      var outcome = send(client);

      assertThat(failure(OutcomeUnknown.class, outcome).problem().describe())
          .contains("Intercom answered 200");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aCallWhoseTimeIsAlreadyUpGetsNoAnswer() throws Exception {
    try (var server = new RawServer(RawServer.Peer::stall)) {
      var connection =
          new Connection(
              server.baseUrl(), null, ApiVersion.DEFAULT, "inapp", IntercomServer.PATIENT);
      var transport = new OkHttpTransport(connection, http, InstantSource.system());

      Reply reply = transport.exchange(HttpRequest.get("/admins"), Duration.ofSeconds(-3));

      assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
    }
  }

  @Test
  void aProcessThatWasSuspendedWhileItConnectedWritesNothingOnceTheCallsTimeIsOver()
      throws Exception {
    var now = new AtomicReference<>(Instant.EPOCH);
    OkHttpClient suspended =
        http.newBuilder()
            .dns(
                host -> {
                  now.set(Instant.EPOCH.plus(Duration.ofMinutes(1)));
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build();
    try (var server = new RawServer(RawServer.Peer::read)) {
      var connection =
          new Connection(
              URI.create("http://intercom.test:" + server.baseUrl().getPort()),
              null,
              ApiVersion.DEFAULT,
              "inapp",
              IntercomServer.PATIENT);
      var transport = new OkHttpTransport(connection, suspended, now::get);

      Reply reply =
          transport.exchange(
              HttpRequest.post("/messages", IntercomServer.object("{}")), Duration.ofSeconds(20));

      assertThat(reply)
          .isInstanceOfSatisfying(
              Reply.NoAnswer.class,
              none -> {
                assertThat(none.begun()).isFalse();
                assertThat(none.cause()).hasMessageContaining("over before it was written");
              });
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRefusedConnectionIsKnownNotToHaveSent() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    IntercomClient client = client(URI.create("http://127.0.0.1:" + port), http);

    Problem sending = failure(NotExecuted.class, send(client)).problem();
    Problem reading = failure(NotExecuted.class, client.admins()).problem();

    assertThat(sending.describe())
        .startsWith("INTERCOM_UNAVAILABLE: Intercom could not be reached: Failed to connect to")
        .contains("" + port)
        .endsWith(RETRIED);
    assertThat(reading).isEqualTo(sending);
  }

  @Test
  void anUnknownHostIsKnownNotToHaveSent() {
    var nameless =
        http.newBuilder()
            .dns(
                host -> {
                  throw new UnknownHostException(host + ": Name or service not known");
                })
            .build();

    var outcome = send(client(URI.create("http://api.intercom.invalid"), nameless));

    assertThat(failure(NotExecuted.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_UNAVAILABLE: Intercom could not be reached: the host name is not known"
                + " (api.intercom.invalid: Name or service not known)."
                + RETRIED);
  }

  @Test
  void anUntrustedCertificateIsKnownNotToHaveSent() throws Exception {
    try (var server = new MockWebServer()) {
      server.useHttps(certificates().sslSocketFactory());
      server.start(InetAddress.getLoopbackAddress(), 0);

      var outcome = send(client(URI.create("https://127.0.0.1:" + server.getPort()), http));

      Problem problem = failure(NotExecuted.class, outcome).problem();
      assertThat(problem.code()).isEqualTo(INTERCOM_UNAVAILABLE);
      assertThat(problem.describe())
          .startsWith("INTERCOM_UNAVAILABLE: Intercom could not be reached: TLS failed (")
          .endsWith(")." + RETRIED);
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void theSharedClientsCertificatesAreTrusted() throws Exception {
    HandshakeCertificates certificates = certificates();
    try (var server = new MockWebServer()) {
      server.useHttps(certificates.sslSocketFactory());
      server.start(InetAddress.getLoopbackAddress(), 0);
      server.enqueue(new MockResponse(200, Headers.EMPTY, "{\"id\": \"1\"}"));
      var trusting =
          http.newBuilder()
              .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
              .build();

      var outcome = send(client(URI.create("https://127.0.0.1:" + server.getPort()), trusting));

      assertThat(value(outcome).id()).isEqualTo("1");
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  private static HandshakeCertificates certificates() {
    var own = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    return new HandshakeCertificates.Builder()
        .heldCertificate(own)
        .addTrustedCertificate(own.certificate())
        .build();
  }
}

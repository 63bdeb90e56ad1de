package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.OutcomeUnknown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are larger than any of Intercom's are not read, and say so. */
class AnswerSizeTest {

  private static final String NOT_READ =
      "The answer is larger than any of Intercom's, so it was not read.";

  /** Ends after 64 MiB, so that the test ends even if everything is read. */
  private static byte[] unpackingTo64MiB(String json) throws IOException {
    var packed = new ByteArrayOutputStream();
    byte[] spaces = " ".repeat(1024 * 1024).getBytes(UTF_8);
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 64; i++) {
        gzip.write(spaces);
      }
      gzip.write(json.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static RawServer serverOf(byte[] gzip) throws IOException {
    return new RawServer(
        peer -> {
          peer.read();
          peer.write(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                  .formatted(gzip.length));
          peer.write(gzip);
        });
  }

  private static IntercomClient client(RawServer server) {
    return IntercomServer.client(
        new Connection(
            server.baseUrl(),
            new AccessToken(IntercomServer.TOKEN),
            ApiVersion.DEFAULT,
            "inapp",
            IntercomServer.PATIENT),
        new OkHttpClient());
  }

  @Test
  void aReadWhoseAnswerUnpacksToManyMegabytesFailsAndSaysWhy() throws Exception {
    try (var server = serverOf(unpackingTo64MiB("{\"conversations\": []}"))) {
      Outcome<?> read = client(server).searchConversations(SearchFilter.is("open", true)).all();

      assertThat(failure(NotExecuted.class, read).problem().describe())
          .startsWith("INTERCOM_UNAVAILABLE: " + NOT_READ)
          .endsWith(
              "It is tried again; if it goes on, check the workspace's region or base URL, and any"
                  + " proxy or firewall on the way to Intercom.");
    }
  }

  @Test
  void aSendWhoseAnswerUnpacksToManyMegabytesIsOfUnknownOutcome() throws Exception {
    try (var server = serverOf(unpackingTo64MiB("{\"id\": \"1\"}"))) {
      Outcome<?> send = createMessage(client(server), "{}");

      assertThat(failure(OutcomeUnknown.class, send).problem().describe())
          .startsWith("INTERCOM_OUTCOME_UNKNOWN: " + NOT_READ);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{},", "[],", "0,"})
  void fewBytesThatBecomeVeryManyObjectsAreTooLarge(String element) throws IOException {
    String json = "[" + element.repeat(600_000) + "0]";

    assertThat(read(new AnswerReader(), json)).isSameAs(AnswerReader.TOO_LARGE);
  }

  @Test
  void theLargestPagesOfIntercomAreRead() throws Exception {
    String conversation =
        "{\"id\": \"1\", \"source\": {\"body\": \"" + "x".repeat(100_000) + "\"}}";
    try (var server = new IntercomServer()) {
      server.answers(
          "{\"conversations\": [" + (conversation + ",").repeat(149) + conversation + "]}");

      assertThat(value(server.client().searchConversations(SearchFilter.is("open", true)).all()))
          .hasSize(150);
    }
  }

  @Test
  void oneLargeAnswerIsReadAtATimeAndSmallOnesBesideIt() throws Exception {
    var reader = new AnswerReader();
    String larger = "\"" + "x".repeat(2 * AnswerReader.SMALL) + "\"";
    try (var slow = new PipedOutputStream();
        InputStream in = new PipedInputStream(slow, 4 * AnswerReader.SMALL)) {
      var first =
          CompletableFuture.supplyAsync(
              () -> read(reader, Okio.buffer(Okio.source(in)), Duration.ofSeconds(30)));
      slow.write(larger.substring(0, larger.length() - 1).getBytes(UTF_8));
      slow.flush();
      await().until(() -> in.available() == 0);

      assertThatThrownBy(() -> reader.read(new Buffer().writeUtf8(larger), Duration.ofMillis(1)))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("other large answers were read for too long");
      assertThat(read(reader, "{\"id\": 1}").path("id").asInt()).isEqualTo(1);

      slow.write('"');
      slow.close();
      assertThat(first.get().asText()).hasSize(2 * AnswerReader.SMALL);
      assertThat(read(reader, larger).asText()).hasSize(2 * AnswerReader.SMALL);
    }
  }

  private static JsonNode read(AnswerReader reader, String json) {
    return read(reader, new Buffer().writeUtf8(json), Duration.ofSeconds(5));
  }

  private static JsonNode read(AnswerReader reader, BufferedSource body, Duration longest) {
    try {
      return reader.read(body, longest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

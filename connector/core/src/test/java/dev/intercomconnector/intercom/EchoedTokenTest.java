package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that repeats the Authorization header brings the token nowhere. */
class EchoedTokenTest {

  private static final String TOKEN = "dG9rOnNlY3JldA+/x==";

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private IntercomClient client() {
    return IntercomServer.client(connection(server.baseUrl()), new OkHttpClient());
  }

  private static Connection connection(URI baseUrl) {
    return new Connection(
        baseUrl, new AccessToken(TOKEN), ApiVersion.DEFAULT, "inapp", IntercomServer.PATIENT);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  static Stream<String> echoes() {
    byte[] token = TOKEN.getBytes(UTF_8);
    return Stream.of(
        "Bearer " + TOKEN,
        "twice " + TOKEN + TOKEN,
        "authorization=" + URLEncoder.encode("Bearer " + TOKEN, UTF_8),
        base64(TOKEN),
        base64("Bearer " + TOKEN),
        base64("Authorization: Bearer " + TOKEN + " and more"),
        base64("x" + TOKEN),
        Base64.getUrlEncoder().withoutPadding().encodeToString(token),
        HexFormat.of().formatHex(token),
        HexFormat.of().withUpperCase().formatHex(token),
        TOKEN.toLowerCase(Locale.ROOT));
  }

  private static String quoted(String text) {
    return JsonNodeFactory.instance.textNode(text).toString();
  }

  private static void assertHidden(String shown) {
    assertThat(shown).contains(HiddenText.IN_ITS_PLACE);
    for (String form : echoes().toList()) {
      assertThat(shown).doesNotContain(form);
    }
    assertThat(shown).doesNotContain(TOKEN.substring(4, 14));
    assertThat(shown).doesNotContain(base64(TOKEN).substring(4, 16));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void noErrorRepeatsIt(String echo) {
    server.answers(
        400,
        "{\"request_id\": %1$s, \"errors\": [{\"code\": %1$s, \"message\": %1$s, \"field\": %1$s}]}"
            .formatted(quoted(echo)));

    Problem problem = failure(Failure.class, createMessage(client(), "{}")).problem();

    assertHidden(problem.describe());
    assertHidden(problem.details().toString());
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void noHeaderRepeatsIt(String echo) {
    server.answers(400, "{\"errors\": []}", "X-Request-Id", echo);
    assertHidden(failure(Failure.class, createMessage(client(), "{}")).problem().describe());

    server.answers(403, "<html>", "Content-Type", echo);
    assertHidden(failure(Failure.class, createMessage(client(), "{}")).problem().describe());

    server.answers(
        410, "{\"errors\": []}", "Link", "<https://api.intercom.io/contacts/" + echo + ">");
    assertHidden(failure(Failure.class, createMessage(client(), "{}")).problem().describe());
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void noStatusLineRepeatsIt(String echo) throws Exception {
    try (var peer =
        new RawServer(
            connection -> {
              connection.read();
              connection.write("ECHO " + echo + "\r\n\r\n");
            })) {
      var client = IntercomServer.client(connection(peer.baseUrl()), new OkHttpClient());

      assertHidden(failure(Failure.class, createMessage(client, "{}")).problem().describe());
    }
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void noResultRepeatsIt(String echo) {
    server.answers(
        "{\"id\": \"1\", \"conversation_parts\": [{\"body\": %1$s, \"attachments\": [{\"name\": %1$s}]}]}"
            .formatted(quoted(echo)));

    assertHidden(value(client().conversation("1", BodyFormat.HTML)).orElseThrow().toString());
  }

  @Test
  void whatAPeerSaysIsShownOnOneLineAndNotInFull() {
    server.answers(
        400,
        "{\"request_id\": %s, \"errors\": [{\"message\": %s}]}"
            .formatted(
                quoted("r".repeat(5_000)),
                quoted("one\r\n2026-01-01 ERROR forged\u202e\u0000 two")));

    String shown = failure(Failure.class, createMessage(client(), "{}")).problem().describe();

    assertThat(shown).contains("\"one  2026-01-01 ERROR forged   two\"").hasSizeLessThan(1_000);
  }

  @Test
  void aShortTokenIsNoReasonToChangeOtherTexts() {
    server.answers(400, "{\"errors\": [{\"message\": \"a test\"}]}");
    var connection =
        new Connection(
            server.baseUrl(),
            new AccessToken("t"),
            ApiVersion.DEFAULT,
            "inapp",
            IntercomServer.PATIENT);

    assertThat(
            failure(
                    Failure.class,
                    createMessage(IntercomServer.client(connection, new OkHttpClient()), "{}"))
                .problem()
                .describe())
        .contains("\"a test\"");
  }
}

package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.TOKEN;
import static dev.intercomconnector.intercom.IntercomServer.body;
import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.object;
import static dev.intercomconnector.intercom.IntercomServer.permit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.TestTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what shows of it elsewhere. */
class RequestTest {

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call("POST /messages", client -> createMessage(client, "{}")),
        call(
            "POST /conversations",
            client -> client.createConversation(object("{}"), permit(client))),
        call(
            "POST /conversations/search",
            client -> client.searchConversations(SearchFilter.is("open", true)).first()),
        call("GET /conversations/17", client -> client.conversation("17", BodyFormat.HTML)),
        call(
            "GET /conversations/17?display_as=plaintext",
            client -> client.conversation("17", BodyFormat.PLAINTEXT)),
        call(
            "GET /conversations?type=user&email=ann%2Bx%40example.com&per_page=60&page=1&open=true",
            client -> client.legacyConversations("email", "ann+x@example.com", true).first()),
        call(
            "GET /conversations?type=user&user_id=u%26a%3D1&per_page=60&page=1",
            client -> client.legacyConversations("user_id", "u&a=1", false).first()),
        call(
            "POST /contacts/search",
            client -> client.searchContacts(SearchFilter.is("role", "user")).first()),
        call(
            "GET /contacts/find_by_external_id/a%2Fb%20c%3Fd%25",
            client -> client.contactByExternalId("a/b c?d%")),
        call("GET /contacts/..%2Fadmins", client -> client.contact("../admins")),
        call("GET /admins", IntercomClient::admins),
        call("GET /me", IntercomClient::me));
  }

  private static Arguments call(String line, Function<IntercomClient, Outcome<?>> call) {
    return Arguments.of(line, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void everyRequestSaysWhoItIsAndInWhichVersionItSpeaks(
      String line, Function<IntercomClient, Outcome<?>> call) {
    server.answers("{\"id\": 1, \"data\": []}");

    var outcome = call.apply(server.client(ApiVersion.V2_11));

    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    RecordedRequest request = server.request();
    assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(line);
    assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + TOKEN);
    assertThat(request.getHeaders().values("Intercom-Version")).containsExactly("2.11");
    assertThat(request.getHeaders().values("Accept")).containsExactly("application/json");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(request.getHeaders().get("User-Agent")).startsWith("intercom-connector-camunda/");
  }

  @Test
  void withoutATokenTheGatewayAddsTheCredentials() {
    var connection =
        new Connection(server.baseUrl(), null, ApiVersion.PREVIEW, "inapp", IntercomServer.PATIENT);
    server.answers("{\"id\": 1}");

    server.client(connection).me();

    RecordedRequest request = server.request();
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(request.getHeaders().get("Intercom-Version")).isEqualTo("Preview");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gateway/intercom", "/gateway/intercom/"})
  void aPathInTheBaseUrlIsKept(String path) {
    var connection =
        new Connection(
            URI.create(server.baseUrl() + path),
            null,
            ApiVersion.DEFAULT,
            "inapp",
            IntercomServer.PATIENT);
    server.answers("{\"id\": 1}");

    server.client(connection).me();

    assertThat(server.request().getTarget()).isEqualTo("/gateway/intercom/me");
  }

  @Test
  void aMessageIsWrittenAsItIs() {
    server.answers("{\"id\": 1}");

    createMessage(server.client(), "{\"body\": \"Grüße, 你好 🙂\"}");

    assertThat(body(server.request())).isEqualTo(json("{\"body\": \"Grüße, 你好 🙂\"}"));
  }

  @Test
  void intercomsTimeIsThatOfItsLastAnswerAndWhatHasPassedSince() {
    var time = new TestTime(NOW);
    var theirs = Instant.parse("2026-03-02T08:00:00Z");
    List<Headers> answers =
        new ArrayList<>(
            List.of(
                Headers.of("Date", "Mon, 02 Mar 2026 08:00:00 GMT"),
                Headers.of(),
                Headers.of("Date", "Mon, 02 Mar 2026 09:00:00 GMT")));
    var client =
        new IntercomClient(
            Connection.to(Region.US, new AccessToken(TOKEN)),
            (request, limit) ->
                new Reply.Answer(401, answers.removeFirst(), object("{\"errors\": []}")),
            new Pacer(0.2, time, time, new Random(1), (priority, wait) -> {}),
            time,
            time);
    assertThat(client.intercomTime()).isEmpty();

    client.me();
    time.advance(Duration.ofSeconds(30));
    assertThat(client.intercomTime()).contains(theirs.plusSeconds(30));

    client.me();
    assertThat(client.intercomTime()).contains(theirs.plusSeconds(30));

    client.forSends().me();
    time.advance(Duration.ofSeconds(1));
    assertThat(client.intercomTime()).contains(theirs.plusSeconds(3_601));
  }

  @Test
  void theTokenNeverShows() {
    var token = new AccessToken("  " + TOKEN + "\n");
    Connection connection = Connection.to(Region.EU, token);

    assertThat(token.value()).isEqualTo(TOKEN);
    assertThat(token).hasToString("AccessToken[***]");
    assertThat(connection.toString()).contains("AccessToken[***]").doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok en", "tok\nen", "tokén", "tok\u0000en"})
  void aTokenThatNoHeaderTakesIsRefusedWithoutShowingIt(String token) {
    assertThatThrownBy(() -> new AccessToken(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the access token has characters that no Intercom token has (spaces or control"
                + " characters?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.intercom.io", "ftp://api.intercom.io", "https:///messages", ""})
  void aBaseUrlThatIsNoneIsRefused(String url) {
    assertThatThrownBy(
            () ->
                new Connection(
                    URI.create(url), null, ApiVersion.DEFAULT, "inapp", Timeouts.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + url + "' is not a base URL; it starts with https:// and names a host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aTimeoutMustBeATime(String text) {
    Duration wrong = Duration.parse(text);
    Duration right = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new Timeouts(right, right, wrong))
        .hasMessage("a timeout must be longer than " + wrong);
    assertThatThrownBy(() -> new Timeouts(wrong, right, right))
        .hasMessage("a timeout must be longer than " + wrong);
  }
}

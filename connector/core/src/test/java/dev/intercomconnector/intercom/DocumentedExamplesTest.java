package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.object;
import static dev.intercomconnector.intercom.IntercomServer.permit;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of Intercom's descriptions for the requests that the connector makes, told with our
 * own people and words: the double answers as they do, and the connector reads them as they are
 * meant. Some are for the connector alone, since the double has nothing like it.
 */
class DocumentedExamplesTest {

  private static final JsonNode EXAMPLES = examples();

  private final IntercomServer scripted = new IntercomServer();
  private final HttpClient http = HttpClient.newHttpClient();
  private final OkHttpClient shared = new OkHttpClient();
  private final IntercomDouble intercom;

  DocumentedExamplesTest() throws IOException {
    intercom = IntercomDouble.start(DoubleSettings.usual().withBehaviour(usual()));
    var client =
        IntercomServer.client(
            new Connection(
                URI.create(intercom.baseUrl()),
                new AccessToken(DoubleSettings.TOKEN),
                ApiVersion.PREVIEW,
                "inapp",
                IntercomServer.PATIENT),
            shared);
    // These are message 403918330 in conversation 499, and message 403918331.
    stored(client, "\"message_type\": \"inapp\", \"body\": \"Hello\"");
    stored(
        client, "\"message_type\": \"whatsapp\", \"template\": \"keep_live\", \"components\": []");
  }

  @AfterEach
  void stop() {
    scripted.close();
    intercom.close();
    http.close();
    shared.connectionPool().evictAll();
    shared.dispatcher().executorService().shutdown();
  }

  private static Behaviour usual() {
    return Behaviour.usual().withIndexLag(Duration.ZERO).withContactIndexLag(Duration.ZERO);
  }

  private static void stored(IntercomClient client, String fields) {
    var request =
        object(
            """
            {%s, "create_conversation_without_contact_reply": true,
             "from": {"type": "admin", "id": "%s"}, "to": {"type": "user", "id": "%s"}}
            """
                .formatted(fields, Seed.ADA, Seed.USER));
    value(client.createMessage(request, permit(client)));
  }

  private static JsonNode examples() {
    try (InputStream in =
        DocumentedExamplesTest.class.getResourceAsStream("documented-examples.json")) {
      return json(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> examplesOf(ApiVersion version) {
    return StreamSupport.stream(EXAMPLES.spliterator(), false)
        .filter(
            example ->
                version(example, "since").compareTo(version) <= 0
                    && version.compareTo(version(example, "until")) <= 0)
        .toList();
  }

  private static ApiVersion version(JsonNode example, String field) {
    return ApiVersion.parse(example.path(field).asText());
  }

  private static Stream<ApiVersion> described() {
    return Arrays.stream(ApiVersion.values())
        .filter(version -> version.compareTo(ApiVersion.V2_7) >= 0)
        .filter(version -> version != ApiVersion.UNSTABLE);
  }

  @ParameterizedTest
  @MethodSource("described")
  void theDoubleAnswersLikeTheExamples(ApiVersion version) throws Exception {
    for (JsonNode example : examplesOf(version)) {
      if (example.path("coreOnly").asBoolean()) {
        continue;
      }
      intercom
          .control()
          .behave(
              example.path("plan").asText().equals("restricted")
                  ? usual().withPlan(Behaviour.Plan.RESTRICTED)
                  : usual());

      HttpResponse<String> answer = ask(example, version);

      String which = name(example) + " on " + version + ": " + answer.body();
      assertThat(answer.statusCode()).as(which).isEqualTo(example.path("status").asInt());
      JsonNode shown = json(answer.body());
      assertShape(which, example.path("answer"), shown);
      assertThat(shown.path("errors").path(0)).isEqualTo(example.at("/answer/errors").path(0));
    }
  }

  private HttpResponse<String> ask(JsonNode example, ApiVersion version) throws Exception {
    String[] call = example.path("call").asText().split(" ", 2);
    String token = example.has("token") ? "wrong" : DoubleSettings.TOKEN;
    JsonNode request = example.path("request");
    return http.send(
        java.net.http.HttpRequest.newBuilder(URI.create(intercom.baseUrl() + call[1]))
            .header("Authorization", "Bearer " + token)
            .header("Intercom-Version", version.header())
            .header("Content-Type", "application/json")
            .method(
                call[0],
                request.isMissingNode()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Every field of the example is there, and of its kind; either may be null. */
  private static void assertShape(String where, JsonNode example, JsonNode shown) {
    if (example.isNull() || shown.isNull()) {
      return;
    }
    assertThat(shown.getNodeType()).as(where).isEqualTo(example.getNodeType());
    example
        .properties()
        .forEach(
            field -> {
              assertThat(shown.has(field.getKey())).as(field.getKey() + " of " + where).isTrue();
              assertShape(where, field.getValue(), shown.path(field.getKey()));
            });
    if (example.isArray() && !example.isEmpty()) {
      assertThat(shown).as(where).isNotEmpty();
      assertShape(where, example.get(0), shown.get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("described")
  void theConnectorReadsTheExamplesAsTheyAreMeant(ApiVersion version) {
    IntercomClient client = scripted.client(version);
    for (JsonNode example : examplesOf(version)) {
      scripted.answers(example.path("status").asInt(), example.path("answer").toString());

      Outcome<?> outcome = called(client, example);

      String means =
          switch (outcome) {
            case Outcome.Done<?>(Optional<?> found) when found.isEmpty() -> "empty";
            case Outcome.Done<?> done -> "done";
            case Outcome.Failed<?>(var failure) -> failure.problem().code().name();
          };
      assertThat(means)
          .as(name(example) + " on " + version)
          .isEqualTo(example.path("means").asText());
      assertThat(scripted.request().getTarget()).as(name(example)).startsWith(path(example));
    }
  }

  private static String name(JsonNode example) {
    return example.path("call").asText() + ": " + example.path("name").asText();
  }

  private static String path(JsonNode example) {
    return example.path("call").asText().split(" ", 2)[1];
  }

  private static Outcome<?> called(IntercomClient client, JsonNode example) {
    String path = path(example);
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.equals("/messages")) {
      return client.createMessage(object(example.path("request").toString()), permit(client));
    } else if (path.equals("/conversations")) {
      return client.createConversation(object(example.path("request").toString()), permit(client));
    } else if (path.equals("/conversations/search")) {
      return client.searchConversations(SearchFilter.is("source.id", "1")).first();
    } else if (path.equals("/contacts/search")) {
      return client.searchContacts(SearchFilter.is("role", "user")).first();
    } else if (path.startsWith("/conversations/")) {
      return client.conversation(last, BodyFormat.HTML);
    } else if (path.startsWith("/contacts/find_by_external_id/")) {
      return client.contactByExternalId(last);
    } else if (path.startsWith("/contacts/")) {
      return client.contact(last);
    } else if (path.startsWith("/messages/whatsapp/status")) {
      return client.whatsAppConversation(last.replaceAll(".*=", ""));
    }
    return path.equals("/admins") ? client.admins() : client.me();
  }
}

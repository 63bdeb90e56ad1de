package dev.intercomconnector.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the page asks for, over real sockets and with a real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Installation installation;
  private final PageServer page;

  PageServerTest() throws IOException {
    installation = Installation.start();
    page = PageServer.open(installation);
  }

  @BeforeAll
  void knowTheContact() throws Exception {
    post("/_sandbox/contacts", "{'name': 'Pia', 'email': 'pia@example.com'}");
  }

  @AfterAll
  void stop() {
    page.close();
    installation.close();
    http.close();
  }

  @Test
  void everything_the_page_loads_is_on_this_server() throws Exception {
    HttpResponse<String> html = get("/");

    assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self';");
    List<String> links = LINK.matcher(html.body()).results().map(link -> link.group(1)).toList();
    List<String> imports =
        IMPORT
            .matcher(get("/page/page.js").body())
            .results()
            .map(module -> "/page/" + module.group(1))
            .toList();
    assertThat(links).contains("/bpmn-js/bpmn-navigated-viewer.production.min.js");
    assertThat(imports).contains("/page/diagram.js");
    for (String link : Stream.concat(links.stream(), imports.stream()).toList()) {
      assertThat(get(link).statusCode()).as(link).isEqualTo(200);
    }
  }

  @Test
  void other_files_of_the_class_path_are_not_served() throws Exception {
    for (String path :
        List.of(
            "/logback.xml",
            "/page/../logback.xml",
            "/page/..%2Flogback.xml",
            "/page/",
            "/META-INF/MANIFEST.MF",
            "/page/nothing.js")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void an_onboarding_is_followed_from_its_start_over_the_reply_to_its_end() throws Exception {
    String key = start("/onboardings", "{'contactEmail': 'pia@example.com', 'contactName': 'Pia'}");

    JsonNode waiting = once(key, instance -> instance.path("tokens").has("wait-for-reply"));
    assertThat(waiting.path("process").asText()).isEqualTo("intercom-onboarding");
    assertThat(waiting.path("state").asText()).isEqualTo("active");
    assertThat(waiting.path("tokens").toString()).isEqualTo("{\"wait-for-reply\":1}");
    assertThat(texts(waiting.path("completed"))).containsExactly("start", "send-welcome");
    String messageId = waiting.path("variables").path("welcome").path("messageId").asText();
    JsonNode message = find(view().path("messages"), "id", messageId);
    assertThat(message.path("text").asText()).startsWith("Hello Pia, welcome aboard!");
    assertThat(message.path("conversations")).isEmpty();

    post("/_sandbox/reply", "{'messageId': '%s', 'body': 'Thank you!'}".formatted(messageId));

    JsonNode ended = once(key, instance -> instance.path("state").asText().equals("completed"));
    assertThat(ended.path("tokens")).isEmpty();
    assertThat(texts(ended.path("completed"))).contains("answered", "contact-answered");
    assertThat(texts(ended.path("taken"))).contains("flow-yes").doesNotContain("flow-no");
    assertThat(StreamSupport.stream(ended.path("story").spliterator(), false))
        .extracting(line -> line.path("what").asText())
        .contains("Answered in time? Yes");
    JsonNode conversation = find(view().path("messages"), "id", messageId).path("conversations");
    assertThat(conversation.path(0).path("state").asText()).isEqualTo("open");
    assertThat(conversation.path(0).path("parts").path(0).path("text").asText())
        .isEqualTo("Thank you!");
  }

  @Test
  void a_call_to_intercom_is_shown_with_its_answer_and_without_the_token() throws Exception {
    String text = "How are you, on the wire?";
    start(
        "/processes/intercom-poll-for-reply",
        "{'contactEmail': 'pia@example.com', 'text': '%s'}".formatted(text));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode sent =
                  StreamSupport.stream(view().path("requests").spliterator(), false)
                      .filter(one -> one.path("request").path("body").asText().equals(text))
                      .findFirst()
                      .orElseThrow(() -> new AssertionError("Not sent yet"));
              assertThat(sent.path("method").asText()).isEqualTo("POST");
              assertThat(sent.path("path").asText()).isEqualTo("/messages");
              assertThat(sent.path("status").asInt()).isEqualTo(200);
              assertThat(sent.path("authorization").asBoolean()).isTrue();
              assertThat(sent.path("response").path("type").asText()).isEqualTo("admin_message");
            });
    assertThat(get("/view").body()).doesNotContain(DoubleSettings.TOKEN);
  }

  @Test
  void an_incident_is_shown_until_it_is_resolved() throws Exception {
    post(
        "/_sandbox/faults",
        "{'method': 'POST', 'path': '/messages', 'effect': 'status', 'status': 403,"
            + " 'body': {'errors': [{'code': 'api_plan_restricted', 'message': 'Pay first.'}]}}");
    String key = start("/onboardings", "{'contactEmail': 'pia@example.com'}");
    JsonNode stuck = once(key, instance -> !instance.path("incidents").isEmpty());
    JsonNode incident = stuck.path("incidents").path(0);
    assertThat(incident.path("element").asText()).isEqualTo("send-welcome");
    assertThat(incident.path("message").asText())
        .contains("INTERCOM_PLAN_RESTRICTED", "Pay first.");

    HttpResponse<String> resolved = post("/incidents/" + incident.path("key").asText(), "{}");

    assertThat(resolved.statusCode()).isEqualTo(200);
    JsonNode on = once(key, instance -> instance.path("tokens").has("wait-for-reply"));
    assertThat(on.path("incidents")).isEmpty();
  }

  @Test
  void who_has_seen_everything_is_told_so() throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String tag = get("/view").headers().firstValue("ETag").orElseThrow();
              assertThat(get("/view", "If-None-Match", tag).statusCode()).isEqualTo(304);
            });
    assertThat(get("/view", "If-None-Match", "\"old\"").statusCode()).isEqualTo(200);
  }

  @Test
  void what_cannot_be_done_is_answered_with_a_sentence() throws Exception {
    assertThat(post("/processes/nothing", "{}").body()).contains("No process nothing");
    assertThat(post("/onboardings", "[]").body()).contains("The body must be a JSON object");
    assertThat(post("/onboardings", "{").statusCode()).isEqualTo(400);
    assertThat(get("/onboardings").statusCode()).isEqualTo(405);
    assertThat(post("/incidents/7", "{}").body()).contains("No incident 7");
    assertThat(get("/incidents/7").statusCode()).isEqualTo(405);
  }

  @Test
  void another_web_site_cannot_start_anything() throws Exception {
    int before = view().path("instances").size();
    for (String origin : List.of("https://example.com", "null", "http://127.0.0.1:1")) {
      for (String path : List.of("/onboardings", "/_sandbox/reset", "/incidents/1")) {
        HttpResponse<String> answer = post(path, "{}", "Origin", origin);
        assertThat(answer.statusCode()).as(path + " from " + origin).isEqualTo(403);
      }
    }
    assertThat(view().path("instances")).hasSize(before);
    assertThat(post("/incidents/1", "{}", "Origin", page.url()).statusCode()).isEqualTo(404);
  }

  @Test
  void a_name_that_points_here_is_not_enough_to_be_answered() throws Exception {
    int port = URI.create(page.url()).getPort();
    assertThat(statusFor("rebound.example.com:" + port)).isEqualTo(403);
    assertThat(statusFor("127.0.0.1")).isEqualTo(403);
    assertThat(statusFor("127.0.0.1:" + port)).isEqualTo(200);
    assertThat(statusFor("localhost:" + port)).isEqualTo(200);
  }

  @Test
  void nobody_else_on_the_network_reaches_the_page() throws Exception {
    int port = URI.create(page.url()).getPort();
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress other : others) {
      assertThat(listens(other, port)).as(other.toString()).isFalse();
    }
    assertThat(listens(InetAddress.getLoopbackAddress(), port)).isTrue();
  }

  private static boolean listens(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private int statusFor(String host) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(page.url()).getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request =
          "GET /view HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
      return Integer.parseInt(answer.substring("HTTP/1.1 ".length()));
    }
  }

  private String start(String path, String variables) throws Exception {
    JsonNode answer = Json.read(post(path, variables).body().getBytes(UTF_8));
    return answer.path("processInstanceKey").asText();
  }

  private JsonNode once(String key, Predicate<JsonNode> condition) {
    return await()
        .atMost(PATIENCE)
        .until(() -> find(view().path("instances"), "key", key), condition);
  }

  private JsonNode view() throws Exception {
    return Json.read(get("/view").body().getBytes(UTF_8));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET().build());
  }

  private HttpResponse<String> post(String path, String json, String... headers) throws Exception {
    return send(
        request(path, headers).POST(BodyPublishers.ofString(json.replace('\'', '"'))).build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page.url() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private static JsonNode find(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.path(field).asText().equals(value))
        .findFirst()
        .orElse(Json.object());
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}

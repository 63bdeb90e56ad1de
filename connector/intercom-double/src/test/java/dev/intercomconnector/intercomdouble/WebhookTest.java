package dev.intercomconnector.intercomdouble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the double tells a subscriber. */
class WebhookTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String MESSAGE =
      "{'from':{'type':'admin','id':"
          + Seed.ADA
          + "},'to':{'type':'user','id':'"
          + Seed.USER
          + "'},'message_type':'inapp','body':'<b>Hi</b>'}";

  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private IntercomDouble intercom;
  private Caller caller;
  private Caller control;
  private HttpServer receiver;
  private volatile @Nullable Integer headAnswer;

  @BeforeEach
  void start() throws IOException {
    intercom = IntercomDouble.start();
    caller = Caller.of(intercom);
    control = caller.withToken(null).withVersion(null);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    intercom.close();
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    if (exchange.getRequestMethod().equals("HEAD")) {
      status = headAnswer == null ? 200 : headAnswer;
    } else {
      received.add(Json.read(body));
      signatures.add(
          exchange.getRequestHeaders().getFirst("X-Hub-Signature").equals(sign(body))
              ? "right"
              : "wrong");
      status = answers.isEmpty() ? 200 : answers.removeFirst();
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec("hush".getBytes(UTF_8), "HmacSHA1"));
      return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Caller.Reply subscribe(String more) throws Exception {
    return control.call(
        "PUT",
        "/_sandbox/webhook",
        "{'url':'http://127.0.0.1:%d/hook','clientSecret':'hush'%s}"
            .formatted(receiver.getAddress().getPort(), more));
  }

  private String send(String more) throws Exception {
    return caller.post("/messages", MESSAGE.replace("'body'", more + "'body'")).text("/id");
  }

  private void reply(String message, String words) throws Exception {
    control.post("/_sandbox/reply", "{'messageId':'" + message + "','body':'" + words + "'}");
  }

  private void awaitReceived(int count) {
    await().atMost(PATIENCE).until(() -> received.size() == count);
  }

  private List<String> topics() {
    return received.stream().map(one -> one.path("topic").asText()).toList();
  }

  @Test
  void each_happening_is_told_signed_in_its_order_and_with_its_state_of_then() throws Exception {
    subscribe("");
    String quiet = send("");
    String message = send("'create_conversation_without_contact_reply':true,");
    reply(message, "Hello");
    control.post(
        "/_sandbox/reply", "{'messageId':'" + message + "','as':'admin','body':'Anything else?'}");
    control.post("/_sandbox/close", "{'messageId':'" + message + "'}");
    caller.post("/messages", "{'from':{'type':'user','id':'" + Seed.USER + "'},'body':'Help'}");

    awaitReceived(5);

    assertThat(topics())
        .containsExactly(
            "conversation.admin.single.created",
            "conversation.user.replied",
            "conversation.admin.replied",
            "conversation.admin.closed",
            "conversation.user.created");
    assertThat(signatures).containsOnly("right");
    JsonNode told = received.get(1);
    assertThat(told.path("type").asText()).isEqualTo("notification_event");
    assertThat(told.path("app_id").asText()).isEqualTo("sandbox1");
    assertThat(told.path("id").asText()).startsWith("notif_");
    assertThat(told.path("delivery_attempts").asInt()).isEqualTo(1);
    assertThat(told.at("/data/item/source/id").asText()).isEqualTo(message).isNotEqualTo(quiet);
    assertThat(told.at("/data/item/state").asText()).isEqualTo("open");
    assertThat(told.at("/data/item/conversation_parts/conversation_parts")).hasSize(1);
    assertThat(told.at("/data/item/conversation_parts/conversation_parts/0/body").asText())
        .isEqualTo("<p>Hello</p>");
    assertThat(told.at("/data/item/source/body").asText()).isEqualTo("<b>Hi</b>");
    assertThat(received.get(3).at("/data/item/state").asText()).isEqualTo("closed");
  }

  @Test
  void from_2_15_on_the_words_are_plain_text() throws Exception {
    control.call("PUT", "/_sandbox/behaviour", "{'defaultVersion':'2.15'}");
    subscribe("");

    reply(send(""), "Hello");

    awaitReceived(1);
    JsonNode item = received.getFirst().at("/data/item");
    assertThat(item.at("/source/body").asText()).isEqualTo("Hi");
    assertThat(item.at("/conversation_parts/conversation_parts/0/body").asText())
        .isEqualTo("Hello");
  }

  @Test
  void an_address_that_does_not_answer_head_is_not_taken() throws Exception {
    headAnswer = 404;

    Caller.Reply refused = subscribe("");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/error"))
        .endsWith("/hook answers HEAD with 404, so Intercom would not take it");
    assertThat(control.get("/_sandbox/webhook").body().path("url").isNull()).isTrue();
    assertThat(
            control
                .call("PUT", "/_sandbox/webhook", "{'url':'nowhere','clientSecret':'s'}")
                .text("/error"))
        .isEqualTo("url is no address: nowhere");
  }

  @Test
  void what_is_not_taken_is_sent_again_with_the_same_id() throws Exception {
    answers.addAll(List.of(429, 500));
    subscribe(",'attempts':3,'retryAfter':'PT0.1S'");

    reply(send(""), "Hello");

    awaitReceived(3);
    assertThat(received).extracting(one -> one.path("id").asText()).containsOnly(id());
    assertThat(received)
        .extracting(one -> one.path("delivery_attempts").asInt())
        .containsExactly(1, 2, 3);
    assertThat(received)
        .extracting(one -> one.path("first_sent_at").asLong())
        .containsOnly(received.getFirst().path("first_sent_at").asLong());
    assertThat(signatures).containsOnly("right");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(control.get("/_sandbox/webhook").body().path("deliveries"))
                    .extracting(one -> one.path("status").asInt())
                    .containsExactly(429, 500, 200));
  }

  private String id() {
    return received.getFirst().path("id").asText();
  }

  @Test
  void duplicates_and_disorder_come_on_demand() throws Exception {
    subscribe(",'copies':2,'held':true");
    String message = send("");
    reply(message, "First");
    reply(message, "Second");
    assertThat(control.get("/_sandbox/webhook").text("/notificationsHeld")).isEqualTo("2");

    control.post("/_sandbox/webhook/release", "{'order':'reversed'}");

    awaitReceived(4);
    assertThat(received)
        .extracting(
            one -> one.at("/data/item/conversation_parts/conversation_parts/0/body").asText())
        .containsExactly("<p>Second</p>", "<p>Second</p>", "<p>First</p>", "<p>First</p>");
    assertThat(received.get(0).path("id")).isEqualTo(received.get(1).path("id"));
    assertThat(received.get(0).path("id")).isNotEqualTo(received.get(2).path("id"));
  }

  @Test
  void nothing_is_told_after_it_was_unsubscribed_or_reset() throws Exception {
    subscribe("");
    control.call("DELETE", "/_sandbox/webhook", "");
    reply(send(""), "Nobody hears");
    subscribe("");
    control.post("/_sandbox/reset", "");
    reply(send(""), "Nobody hears");
    subscribe("");
    reply(send(""), "Somebody hears");

    awaitReceived(1);

    assertThat(received.getFirst().toString()).contains("Somebody hears");
  }
}

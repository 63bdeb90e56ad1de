package dev.intercomconnector.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercom.Conversation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the webhook answers, and what it makes of what it is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookEndpointTest {

  private static final int MEBIBYTE = 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Semaphore gate = new Semaphore(0);
  private final Workplace workplace;
  private volatile boolean closed;
  private int ids;

  WebhookEndpointTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace
        .listening(
            (workspace, conversation) -> {
              if (closed) {
                gate.acquireUninterruptibly();
              }
              told.add(shown(conversation));
            })
        .withWorker(
            Workplace.WITH_WEBHOOK,
            "intercom.workspaces.quiet.access-token=sandbox-token",
            "intercom.workspaces.quiet.base-url={intercom}");
  }

  @AfterAll
  void stop() {
    workplace.close();
    http.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    told.clear();
  }

  private static String shown(Conversation conversation) {
    return conversation.messageId() + " " + conversation.state();
  }

  /** Of a contact's own conversation, which is told on but not published. */
  private String notification(String id, String conversation, String state, long updatedAt) {
    return """
    {"type": "notification_event", "id": "%s", "topic": "conversation.something.happened",
     "data": {"type": "notification_event_data", "item": {"type": "conversation", "id": "%s",
       "source": {"id": "m%s", "author": {"type": "user", "id": "u"}},
       "state": "%s", "open": true, "created_at": 1700000000, "updated_at": %d}}}
    """
        .formatted(id, conversation, conversation, state, updatedAt);
  }

  private String newId() {
    return "notif_" + ++ids;
  }

  private HttpResponse<String> post(String body) throws Exception {
    return post(body, sign(body, "hush"));
  }

  private HttpResponse<String> post(String body, @Nullable String signature) throws Exception {
    return post(signature, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> post(@Nullable String signature, BodyPublisher publisher)
      throws Exception {
    var request =
        HttpRequest.newBuilder(workplace.webhook("default"))
            .header("Content-Type", "application/json")
            .POST(publisher);
    if (signature != null) {
      request.header("X-Hub-Signature", signature);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String sign(String body, String secret) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
    return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  private int head(URI address) throws Exception {
    return http.send(
            HttpRequest.newBuilder(address).method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private void awaitTold(String... expected) {
    await()
        .atMost(Workplace.PATIENCE)
        .untilAsserted(() -> assertThat(told).containsExactly(expected));
  }

  @Test
  void isThereForIntercomsCheckOnlyWithAClientSecret() throws Exception {
    assertThat(head(workplace.webhook("default"))).isEqualTo(200);
    assertThat(head(workplace.webhook("quiet"))).isEqualTo(404);
    assertThat(head(workplace.webhook("nobody"))).isEqualTo(404);
  }

  @Test
  void isOffForAWorkspaceWithoutAClientSecret() throws Exception {
    String body = notification(newId(), "1", "open", 1);
    var request =
        HttpRequest.newBuilder(workplace.webhook("quiet"))
            .header("X-Hub-Signature", sign(body, "hush"))
            .POST(BodyPublishers.ofString(body));

    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("There is no webhook here: it needs a configured workspace with a client secret");
  }

  @Test
  void aConversationIsToldOnWhateverTheTopic() throws Exception {
    HttpResponse<String> answer = post(notification(newId(), "2", "open", 1));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"notification\":\"accepted\"}");
    awaitTold("m2 open");
  }

  @Test
  void aForgedOneIsRefusedBeforeItIsRead() throws Exception {
    String body = notification(newId(), "3", "open", 1);

    for (String signature :
        new @Nullable String[] {null, "", "sha1=" + "0".repeat(40), sign(body, "wrong")}) {
      HttpResponse<String> answer = post(body, signature);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body())
          .contains("X-Hub-Signature is missing, or the body was not signed with the client secret")
          .contains("workspace 'default'")
          .doesNotContain("hush");
    }
    HttpResponse<String> changed = post(body.replace("m3", "m4"), sign(body, "hush"));
    assertThat(changed.statusCode()).isEqualTo(401);
    HttpResponse<String> unread = post("not even JSON", sign(body, "hush"));
    assertThat(unread.statusCode()).isEqualTo(401);
    post(notification(newId(), "5", "open", 1));
    awaitTold("m5 open");
  }

  @Test
  void aMalformedOneIsTurnedAway() throws Exception {
    for (String body : List.of("", "<html>", "[1, 2]", "{\"topic\": \"ping\"}")) {
      HttpResponse<String> answer = post(body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("The body is signed, but it is not a notification");
    }
  }

  @Test
  void oneAboutSomethingElseIsTakenAndLeftAside() throws Exception {
    HttpResponse<String> ping =
        post("{\"id\": \"notif_ping\", \"data\": {\"item\": {\"type\": \"ping\"}}}");
    post(notification(newId(), "6", "open", 1));

    assertThat(ping.statusCode()).isEqualTo(200);
    awaitTold("m6 open");
  }

  @Test
  void anOversizedOneIsTurnedAwayWhetherItSaysItsLengthOrNot() throws Exception {
    String right = notification(newId(), "7", "open", 1);
    String longest = right + " ".repeat(MEBIBYTE - right.length());
    String tooLong = longest + " ";

    assertThat(post(longest).statusCode()).isEqualTo(200);
    HttpResponse<String> told = post(tooLong);
    HttpResponse<String> chunked =
        post(
            sign(tooLong, "hush"),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong.getBytes(UTF_8))));

    assertThat(told.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(told.body()).contains("The body is longer than 1048576 bytes");
  }

  @Test
  void aReplayedOneIsAnsweredButCountsOnce() throws Exception {
    String body = notification(newId(), "8", "open", 1);

    assertThat(post(body).body()).contains("accepted");
    HttpResponse<String> again = post(body);
    HttpResponse<String> retried =
        post(body.replace("\"data\"", "\"delivery_attempts\": 2, \"data\""));
    post(notification(newId(), "9", "open", 1));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo("{\"notification\":\"repeated\"}");
    assertThat(retried.body()).contains("repeated");
    await().atMost(Workplace.PATIENCE).until(() -> told.contains("m9 open"));
    assertThat(told).containsExactlyInAnyOrder("m8 open", "m9 open");
  }

  @Test
  void anOlderStateDoesNotUndoANewerOne() throws Exception {
    post(notification(newId(), "10", "open", 200));
    awaitTold("m10 open");

    HttpResponse<String> older = post(notification(newId(), "10", "closed", 199));
    post(notification(newId(), "10", "snoozed", 200));

    assertThat(older.statusCode()).isEqualTo(200);
    awaitTold("m10 open", "m10 snoozed");
  }

  @Test
  void isAnsweredBeforeTheWorkIsDoneAndTurnsAwayWhatItHasNoRoomFor() throws Exception {
    closed = true;
    int accepted = 0;
    HttpResponse<String> answer;
    String body;
    do {
      body = notification(newId(), "20" + ids, "open", 1);
      answer = post(body);
      accepted += answer.statusCode() == 200 ? 1 : 0;
    } while (answer.statusCode() == 200 && accepted < 5_000);

    assertThat(told).isEmpty();
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("send this one again later");
    assertThat(accepted).isGreaterThanOrEqualTo(1_000);
    closed = false;
    gate.release(10_000);
    int expected = accepted;
    await().atMost(Workplace.PATIENCE).until(() -> told.size() == expected);
    assertThat(post(body).body()).contains("accepted");
    await().atMost(Workplace.PATIENCE).until(() -> told.size() == expected + 1);
  }
}

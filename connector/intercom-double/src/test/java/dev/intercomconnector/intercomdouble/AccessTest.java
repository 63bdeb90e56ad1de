package dev.intercomconnector.intercomdouble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTest {
  private final SettableClock clock = new SettableClock();
  private IntercomDouble intercom;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    intercom = IntercomDouble.start(DoubleSettings.usual().withClock(clock));
    caller = Caller.of(intercom);
  }

  @AfterEach
  void stop() {
    intercom.close();
  }

  @Test
  void without_the_right_token_nothing_is_told_about_limits() throws Exception {
    for (String token : new String[] {"wrong", ""}) {
      Caller.Reply reply = caller.withToken(token).get("/me");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.error()).isEqualTo("unauthorized: Access Token Invalid");
      assertThat(reply.header("X-RateLimit-Limit")).isEmpty();
    }
    assertThat(caller.withToken(null).get("/me").status()).isEqualTo(401);
  }

  @Test
  void the_token_may_be_the_user_name_of_basic_as_older_sdks_send_it() throws Exception {
    assertThat(statusWith("Basic " + base64(DoubleSettings.TOKEN + ":"))).isEqualTo(200);
    assertThat(statusWith("Basic " + base64("wrong:"))).isEqualTo(401);
    assertThat(statusWith("Basic no base64")).isEqualTo(401);
  }

  private int statusWith(String authorization) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(intercom.baseUrl() + "/me"))
            .header("Authorization", authorization)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void a_token_that_was_replaced_is_refused_and_the_new_one_leads_to_the_same_workspace()
      throws Exception {
    String name = caller.get("/me").text("/app/name");

    intercom.control().replaceToken(DoubleSettings.TOKEN, "renewed");

    assertThat(caller.get("/me").status()).isEqualTo(401);
    assertThat(caller.withToken("renewed").get("/me").text("/app/name")).isEqualTo(name);
  }

  @Test
  void every_error_carries_its_own_request_id_in_body_and_header() throws Exception {
    Caller.Reply first = caller.get("/no/such/path");
    Caller.Reply second = caller.get("/admins/1");

    assertThat(first.status()).isEqualTo(404);
    assertThat(first.text("/type")).isEqualTo("error.list");
    assertThat(first.header("X-Request-Id")).contains(first.text("/request_id"));
    assertThat(second.error()).isEqualTo("admin_not_found: Admin not found");
    assertThat(second.text("/request_id")).isNotEqualTo(first.text("/request_id"));
  }

  @Test
  void the_limit_holds_for_ten_seconds_and_what_is_over_it_is_not_executed() throws Exception {
    intercom.control().behave(Behaviour.usual().withRateLimit(3));
    String message = "{'from':{'type':'user','id':'" + Seed.USER + "'},'body':'Hi'}";
    clock.advance(Duration.ofSeconds(4));
    for (int remaining = 2; remaining >= 0; remaining--) {
      Caller.Reply reply = caller.post("/messages", message);
      assertThat(reply.header("X-RateLimit-Limit")).contains("3");
      assertThat(reply.header("X-RateLimit-Remaining")).contains(Integer.toString(remaining));
      assertThat(reply.header("X-RateLimit-Reset")).contains(Long.toString(clock.second() + 6));
    }

    Caller.Reply over = caller.post("/messages", message);

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.error())
        .isEqualTo("rate_limit_exceeded: Exceeded rate limit of 3 in 10_seconds");
    assertThat(intercom.control().messages()).hasSize(3);
    clock.advance(Duration.ofSeconds(6));
    assertThat(caller.post("/messages", message).status()).isEqualTo(200);
  }

  @Test
  void the_window_may_be_shorter() throws Exception {
    intercom
        .control()
        .behave(Behaviour.usual().withRateLimit(1).withRateWindow(Duration.ofSeconds(2)));
    Caller.Reply only = caller.get("/me");

    assertThat(caller.get("/me").error())
        .isEqualTo("rate_limit_exceeded: Exceeded rate limit of 1 in 2_seconds");
    assertThat(only.header("X-RateLimit-Reset")).contains(Long.toString(clock.second() + 2));
    clock.advance(Duration.ofSeconds(2));
    assertThat(caller.get("/me").status()).isEqualTo(200);
  }

  @Test
  void a_missing_version_is_the_apps_own_and_an_unknown_one_is_refused() throws Exception {
    String path = "/contacts/find_by_external_id/user-1";
    assertThat(caller.withVersion(null).get(path).status()).isEqualTo(200);
    Caller.Reply unknown = caller.withVersion("2.99").get("/me");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text("/errors/0/code")).isEqualTo("intercom_version_invalid");
  }

  @Test
  void a_plan_without_messages_refuses_them_and_lets_one_look_at_people() throws Exception {
    intercom.control().behave(Behaviour.usual().withPlan(Behaviour.Plan.RESTRICTED));

    Caller.Reply reply = caller.post("/messages", "{}");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.error()).isEqualTo("api_plan_restricted: Active subscription needed.");
    assertThat(caller.get("/admins").body().path("admins")).hasSize(2);
  }

  @Test
  void a_body_that_is_not_json_is_refused() throws Exception {
    assertThat(caller.post("/messages", "{'from':").status()).isEqualTo(400);
    assertThat(caller.post("/messages", "").status()).isEqualTo(400);
    assertThat(caller.post("/messages", "[]").status()).isEqualTo(400);
  }
}

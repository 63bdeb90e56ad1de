package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.TOKEN;
import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.Failure.ContactUnknown;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.OutcomeUnknown;
import dev.intercomconnector.intercom.Failure.RateLimited;
import dev.intercomconnector.intercom.Failure.Rejected;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer that is no success means, in the words that a person reads. */
class ResponseClassifierTest {

  private static final String HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>";

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Outcome<SentMessage> send() {
    return createMessage(server.client(), "{\"body\": \"Hello\"}");
  }

  private static String errorList(String code, String message) {
    return """
        {"type": "error.list", "request_id": "req-7", "errors": [{"code": "%s", "message": "%s"}]}
        """
        .formatted(code, message);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(
            400,
            errorList("parameter_invalid", "Body is required"),
            "INTERCOM_INVALID_REQUEST: Intercom refuses the request. Intercom answered 400"
                + " parameter_invalid \"Body is required\" (request id req-7). Correct the task's"
                + " inputs."),
        refusal(
            401,
            errorList("unauthorized", "Access Token Invalid"),
            "INTERCOM_UNAUTHORIZED: Intercom refuses the access token. Intercom answered 401"
                + " unauthorized \"Access Token Invalid\" (request id req-7). Set a valid access"
                + " token for this workspace, and check that the region is right."),
        refusal(
            403,
            errorList("api_plan_restricted", "Active subscription needed."),
            "INTERCOM_PLAN_RESTRICTED: The plan of this Intercom workspace does not allow it."
                + " Intercom answered 403 api_plan_restricted \"Active subscription needed.\""
                + " (request id req-7). Check the workspace's subscription at Intercom."),
        refusal(
            403,
            errorList("forbidden", "This user is unsubscribed from emails"),
            "INTERCOM_UNSUBSCRIBED: The contact has unsubscribed from e-mails. Intercom answered"
                + " 403 forbidden \"This user is unsubscribed from emails\" (request id req-7)."
                + " Send an in-app message instead, or leave this contact out."),
        refusal(
            403,
            errorList("token_unauthorized", "Not authorized to access resource"),
            "INTERCOM_UNAUTHORIZED: The access token lacks a permission. Intercom answered 403"
                + " token_unauthorized \"Not authorized to access resource\" (request id req-7)."
                + " Give the app behind the token the permission to write and read this data."),
        refusal(
            403,
            "",
            "INTERCOM_UNAUTHORIZED: The access token lacks a permission. Intercom answered 403."
                + " Give the app behind the token the permission to write and read this data."),
        refusal(
            404,
            errorList("not_found", "Admin Not Found"),
            "INTERCOM_ADMIN_NOT_FOUND: Intercom does not know the admin. Intercom answered 404"
                + " not_found \"Admin Not Found\" (request id req-7). Use the id or e-mail of an"
                + " admin of this workspace."),
        refusal(
            409,
            errorList("conflict", "Multiple existing users match this email address"),
            "INTERCOM_CONTACT_AMBIGUOUS: Several contacts match. Intercom answered 409 conflict"
                + " \"Multiple existing users match this email address\" (request id req-7). Name"
                + " the contact by its Intercom id."),
        refusal(
            422,
            errorList("parameter_not_found", "No subject supplied for email message"),
            "INTERCOM_INVALID_REQUEST: Intercom refuses the request. Intercom answered 422"
                + " parameter_not_found \"No subject supplied for email message\" (request id"
                + " req-7). Correct the task's inputs."),
        refusal(
            418,
            "{\"errors\": [{\"code\": \"a_code_of_tomorrow\"}]}",
            "INTERCOM_INVALID_REQUEST: Intercom refuses the request. Intercom answered 418"
                + " a_code_of_tomorrow. Correct the task's inputs."));
  }

  private static Arguments refusal(int status, String body, String text) {
    return Arguments.of(status, body, text);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("refusals")
  void aRefusedSendIsNotRepeatedAndSaysWhy(int status, String body, String text) {
    server.answers(status, body);

    Problem problem = failure(Rejected.class, send()).problem();

    assertThat(problem.describe()).isEqualTo(text).startsWith(problem.code().name());
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("refusals")
  void aRefusedReadIsNotRepeated(int status, String body, String text) {
    server.answers(status, body);

    Problem problem = failure(Rejected.class, server.client().admins()).problem();

    assertThat(problem.describe()).isEqualTo(text);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void anUnknownContactIsWaitedForWithinTheYoungContactsWindow() {
    server.answers(404, errorList("not_found", "User Not Found"));

    ContactUnknown failure = failure(ContactUnknown.class, send());

    assertThat(failure.problem().describe())
        .isEqualTo(
            "INTERCOM_CONTACT_NOT_FOUND: Intercom does not know the contact. Intercom answered 404"
                + " not_found \"User Not Found\" (request id req-7). Check the id and the"
                + " workspace's region; an archived contact cannot be written to.");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void aMergedContactIsReportedWithItsSurvivor() {
    server.answers(
        410,
        errorList("contact_merged", "Contact was merged"),
        "Link",
        "<https://api.intercom.io/contacts/66f1>; rel=\"successor-version\"");

    Problem problem = failure(Rejected.class, send()).problem();

    assertThat(problem.describe())
        .isEqualTo(
            "INTERCOM_CONTACT_NOT_FOUND: The contact was merged into another one, 66f1. Intercom"
                + " answered 410 contact_merged \"Contact was merged\" (request id req-7). Use the"
                + " id of the contact it was merged into.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<https://api.intercom.io/help>; rel=\"help\"", "/contacts/66f1"})
  void aMergedContactIsReportedWithoutASurvivorThatIntercomDoesNotName(String link) {
    server.answers(410, errorList("contact_merged", "Merged"), "Link", link);

    Problem problem = failure(Rejected.class, send()).problem();

    assertThat(problem.summary()).isEqualTo("The contact was merged into another one.");
  }

  @Test
  void everyErrorOfTheListIsToldWithItsField() {
    server.answers(
        422,
        """
        {"type": "error.list", "request_id": "r1", "errors": [
          {"code": "parameter_invalid", "message": "Body is required", "field": "body"},
          {"code": "parameter_not_found", "field": "subject"},
          {"code": "client_error", "message": "Something else"}]}
        """);

    Problem problem = failure(Rejected.class, send()).problem();

    assertThat(problem.describe())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: Intercom refuses the request. Intercom answered 422"
                + " parameter_invalid \"Body is required\" (field body), parameter_not_found (field"
                + " subject), client_error \"Something else\" (request id r1). Correct the task's"
                + " inputs.");
    assertThat(problem.details())
        .isEqualTo(
            Map.of(
                "status", 422,
                "intercomCode", "parameter_invalid",
                "intercomMessage", "Body is required",
                "requestId", "r1",
                "errors",
                    List.of(
                        Map.of(
                            "code", "parameter_invalid",
                            "message", "Body is required",
                            "field", "body"),
                        Map.of("code", "parameter_not_found", "field", "subject"),
                        Map.of("code", "client_error", "message", "Something else"))));
  }

  @Test
  void aSingleErrorIsToldToo() {
    server.answers(
        400, "{\"type\": \"error\", \"request_id\": \"r1\", \"message\": \"id is required\"}");

    assertThat(failure(Rejected.class, send()).problem().describe())
        .contains("Intercom answered 400 \"id is required\" (request id r1).");
  }

  @Test
  void ofVeryManyOrVeryLongErrorsOnlyABoundedPartIsKept() {
    String one = "{\"code\": \"c\", \"message\": \"" + "m".repeat(5_000) + "\"}";
    server.answers(
        400, "{\"errors\": [" + String.join(",", Collections.nCopies(2_000, one)) + "]}");

    Problem problem = failure(Rejected.class, send()).problem();

    assertThat(problem.describe()).hasSizeLessThan(12_000);
    assertThat((List<?>) problem.details().get("errors")).hasSize(20);
  }

  @Test
  void theRequestIdIsReadFromTheHeaderWhereTheBodyHasNone() {
    server.answers(400, "{\"errors\": []}", "X-Request-Id", "from-the-header");

    Problem problem = failure(Rejected.class, send()).problem();

    assertThat(problem.describe()).contains("Intercom answered 400 (request id from-the-header).");
  }

  @ParameterizedTest
  @ValueSource(ints = {303, 408, 500, 502, 503, 504, 599})
  void aFailingServerLeavesASendsOutcomeUnknown(int status) {
    server.answers(status, errorList("server_error", "Oops"));

    Problem problem = failure(OutcomeUnknown.class, send()).problem();

    assertThat(problem.describe())
        .isEqualTo(
            "INTERCOM_OUTCOME_UNKNOWN: Intercom failed while it handled the message. Intercom"
                + " answered "
                + status
                + " server_error \"Oops\" (request id req-7). Look in Intercom whether the message"
                + " is there before you send it again.");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504, 599})
  void aFailingServerIsReadFromThreeTimes(int status) {
    for (int i = 0; i < 9; i++) {
      server.answers(status, errorList("server_error", "Oops"));
    }

    Problem problem = failure(NotExecuted.class, server.client().admins()).problem();

    assertThat(problem.describe())
        .isEqualTo(
            "INTERCOM_UNAVAILABLE: Intercom failed to answer. Intercom answered "
                + status
                + " server_error \"Oops\" (request id req-7). It is tried again; if it goes on, look"
                + " at Intercom's status page.");
    assertThat(server.requestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void anInvitationToRetryAtOnceDoesNotRepeatASend(int status) {
    server.answers(status, "", "Retry-After", "0");

    assertThat(failure(OutcomeUnknown.class, send()).problem().describe())
        .contains("Intercom answered " + status + ".");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void anInvitationToRetryAtOnceDoesNotMultiplyTheAttemptsOfARead(int status) {
    for (int i = 0; i < 9; i++) {
      server.answers(status, "", "Retry-After", "0");
    }

    failure(NotExecuted.class, server.client().admins());

    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void aReadThatWorksAtTheThirdAttemptWorks() {
    server.answers(502, HTML);
    server.answers(503, "");
    server.answers("{\"admins\": [{\"id\": \"1\"}]}");

    assertThat(value(server.client().admins())).hasSize(1);
    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void aReadIsNotRepeatedBeyondTheCallsTimeLimit() {
    var hasty =
        new Connection.Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(490));
    var connection = new Connection(server.baseUrl(), null, ApiVersion.DEFAULT, "inapp", hasty);
    server.answers(500, "");

    failure(NotExecuted.class, server.client(connection).admins());

    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void aProxysErrorPageIsNotTakenForIntercomsWords() {
    server.answers(502, HTML, "Content-Type", "text/html");

    assertThat(failure(OutcomeUnknown.class, send()).problem().describe())
        .isEqualTo(
            "INTERCOM_OUTCOME_UNKNOWN: Intercom failed while it handled the message. Intercom"
                + " answered 502. Look in Intercom whether the message is there before you send it"
                + " again.");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Welcome</html>", "{}", "null", "[]", "{\"id\": null}", "{"})
  void anAcceptedSendWithoutAMessageIdIsOfUnknownOutcome(String body) {
    server.answers(body);

    assertThat(failure(OutcomeUnknown.class, send()).problem().describe())
        .isEqualTo(
            "INTERCOM_OUTCOME_UNKNOWN: The request was accepted, but the answer has no"
                + " message id. Intercom answered 200. Look in Intercom whether the message is"
                + " there before you send it again.");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNeverFollowedWithTheToken(int status) {
    try (var elsewhere = new IntercomServer()) {
      String location = elsewhere.baseUrl().toString().replace("127.0.0.1", "localhost");
      server.answers(status, "", "Location", location + "/messages");
      server.answers(status, "", "Location", location + "/admins");

      Problem sending = failure(Rejected.class, send()).problem();
      Problem reading = failure(Rejected.class, server.client().admins()).problem();

      assertThat(sending.describe())
          .isEqualTo(
              "INTERCOM_UNAVAILABLE: The configured address answered with a redirect, which is"
                  + " never followed with a token. Intercom answered "
                  + status
                  + ". Correct the region or base URL of this workspace in the worker's"
                  + " configuration.");
      assertThat(reading).isEqualTo(sending);
      assertThat(server.requestCount()).isEqualTo(2);
      assertThat(elsewhere.requestCount()).isZero();
    }
  }

  @Test
  void aSharedClientThatAnswersChallengesOrFollowsRedirectsDoesNotRepeatASend() {
    var eager =
        new OkHttpClient.Builder()
            .followRedirects(true)
            .retryOnConnectionFailure(true)
            .authenticator((route, response) -> response.request())
            .build();
    server.answers(401, errorList("unauthorized", "Access Token Invalid"));
    var client = IntercomServer.client(server.connection(ApiVersion.DEFAULT), eager);

    var outcome = createMessage(client, "{}");

    failure(Rejected.class, outcome);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void anInterceptorOfTheSharedClientThatRepeatsDoesNotRepeatASend() {
    Interceptor repeats =
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(chain.request());
        };
    var shared = new OkHttpClient.Builder().addInterceptor(repeats).build();
    server.answers(503, "");
    var client = IntercomServer.client(server.connection(ApiVersion.DEFAULT), shared);

    var outcome = createMessage(client, "{}");

    failure(OutcomeUnknown.class, outcome);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void theRateLimitsResetIsReckonedByIntercomsClock() {
    var theirs = NOW.plusSeconds(3600);
    server.answers(
        429,
        errorList("rate_limit_exceeded", "Exceeded rate limit of 167 in 10_seconds"),
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC)),
        "X-RateLimit-Reset",
        "" + theirs.plusSeconds(7).getEpochSecond());

    RateLimited failure = failure(RateLimited.class, send());

    assertThat(failure.after()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure.problem().describe())
        .isEqualTo(
            "INTERCOM_RATE_LIMITED: Intercom's rate limit is used up. Intercom answered 429"
                + " rate_limit_exceeded \"Exceeded rate limit of 167 in 10_seconds\" (request id"
                + " req-7). It is tried again after the limit's reset.");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void withoutADateTheResetIsReckonedByOurClock() {
    server.answers(429, "", "X-RateLimit-Reset", "" + NOW.plusSeconds(4).getEpochSecond());

    assertThat(failure(RateLimited.class, send()).after()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aResetInThePastIsNow() {
    server.answers(429, "", "X-RateLimit-Reset", "" + NOW.minusSeconds(4).getEpochSecond());

    assertThat(failure(RateLimited.class, send()).after()).isEqualTo(Duration.ZERO);
  }

  @Test
  void retryAfterGoesBeforeTheReset() {
    server.answers(
        429,
        "",
        "Retry-After",
        "12",
        "X-RateLimit-Reset",
        "" + NOW.plusSeconds(4).getEpochSecond());

    assertThat(failure(RateLimited.class, send()).after()).isEqualTo(Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", "9999999999999999999999"})
  void aResetThatIsNoTimeIsNoHint(String header) {
    server.answers(429, "", "Retry-After", header, "X-RateLimit-Reset", header);

    assertThat(failure(RateLimited.class, send()).after()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aReadAtTheRateLimitIsLeftToTheCaller() {
    server.answers(429, "", "Retry-After", "3");

    RateLimited failure = failure(RateLimited.class, server.client().admins());

    assertThat(failure.after()).isEqualTo(Duration.ofSeconds(3));
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void noProblemShowsTheToken() {
    server.answers(401, errorList("unauthorized", "Access Token Invalid"));

    var outcome = send();

    assertThat(outcome.toString()).doesNotContain(TOKEN);
  }
}

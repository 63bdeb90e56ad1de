package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_UNAVAILABLE;
import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.contact.Admins;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.Contacts;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.OutcomeUnknown;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not Intercom's, or not what was asked for. */
class ForeignAnswerTest {

  private static final String PAGE = "<html><body>Access denied</body></html>";

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void alwaysAnswers(int status, String body) {
    for (int i = 0; i < 3; i++) {
      server.answers(status, body, "Content-Type", "text/html; charset=utf-8");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 407, 409, 410, 413, 414, 415, 418, 421, 422, 451})
  void aPageOfAProxyIsNotTakenForIntercomsRefusal(int status) {
    alwaysAnswers(status, PAGE);
    Problem sending = failure(NotExecuted.class, createMessage(server.client(), "{}")).problem();
    assertThat(server.requestCount()).isEqualTo(1);
    alwaysAnswers(status, PAGE);
    alwaysAnswers(status, PAGE);
    Problem reading = failure(NotExecuted.class, server.client().contact("1")).problem();

    assertThat(sending.code()).isEqualTo(INTERCOM_UNAVAILABLE);
    assertThat(sending.describe())
        .startsWith(
            "INTERCOM_UNAVAILABLE: The configured address does not answer like Intercom: status "
                + status)
        .endsWith(
            ". It is tried again; if it goes on, check the workspace's region or base URL, and any"
                + " proxy or firewall on the way to Intercom.");
    assertThat(reading).isEqualTo(sending);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\": \"Forbidden\"}", "Forbidden", "[]", "\"no\""})
  void whatIsNoErrorListIsNotIntercomsRefusal(String body) {
    alwaysAnswers(403, body);

    failure(NotExecuted.class, createMessage(server.client(), "{}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 407, 409, 410, 413, 451})
  void whereOnlyTheBodyCouldTellAnEmptyRefusalIsNotIntercoms(int status) {
    alwaysAnswers(status, "");

    failure(NotExecuted.class, createMessage(server.client(), "{}"));
  }

  static Stream<Arguments> reads() {
    return Stream.of(
        read("search", client -> client.searchConversations(SearchFilter.is("open", true)).all()),
        read(
            "search of first messages",
            client -> client.searchFirstMessages(SearchFilter.is("open", true)).all()),
        read("1.x list", client -> client.legacyConversations("email", "a@b.c", false).all()),
        read("conversation", client -> client.conversation("1", BodyFormat.HTML)),
        read("contact", client -> client.contact("1")),
        read("contact by external id", client -> client.contactByExternalId("1")),
        read(
            "contact by e-mail",
            client ->
                new Contacts(client)
                    .find(
                        new ContactRef(
                            ContactRef.Type.CONTACT, new PersonKey.Email("ann@example.com")))),
        read("admins", IntercomClient::admins),
        read("me", IntercomClient::me));
  }

  private static Arguments read(String name, Function<IntercomClient, Outcome<?>> read) {
    return Arguments.of(name, read);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void anAnswerThatIsNotWhatWasAskedForIsAFailedRead(
      String name, Function<IntercomClient, Outcome<?>> read) {
    for (String body :
        new String[] {
          "{\"status\": \"maintenance\"}",
          "{}",
          "null",
          "[]",
          "",
          PAGE,
          "{\"conversations\": {}, \"admins\": 1, \"data\": \"none\"}",
          "{\"type\": \"error.list\", \"errors\": [{\"code\": \"not_found\"}]}"
        }) {
      alwaysAnswers(200, body);

      Problem problem = failure(NotExecuted.class, read.apply(server.client())).problem();

      assertThat(problem.describe())
          .as(body)
          .startsWith("INTERCOM_UNAVAILABLE: The answer is not what Intercom was asked for.");
    }
  }

  @Test
  void anEmptyListIsAnAnswer() {
    server.answers("{\"type\": \"conversation.list\", \"conversations\": []}");
    server.answers("{\"type\": \"conversation.list\", \"conversations\": null}");
    server.answers("{\"type\": \"list\", \"data\": []}");
    server.answers("{\"type\": \"admin.list\", \"admins\": []}");
    IntercomClient client = server.client();
    SearchFilter open = SearchFilter.is("open", true);

    assertThat(value(client.searchConversations(open).all())).isEmpty();
    assertThat(value(client.searchConversations(open).all())).isEmpty();
    assertThat(value(client.searchContacts(open).all())).isEmpty();
    assertThat(value(client.admins())).isEmpty();
  }

  @Test
  void anAdminListThatIsNoneIsNotRemembered() {
    var admins = new Admins(server.client(), InstantSource.fixed(NOW));
    alwaysAnswers(200, "{\"status\": \"maintenance\"}");
    failure(NotExecuted.class, admins.find(new PersonKey.Email("ada@example.com")));

    server.answers("{\"admins\": [{\"id\": 7, \"email\": \"ada@example.com\"}]}");

    assertThat(value(admins.find(new PersonKey.Email("ada@example.com")))).isEqualTo("7");
  }

  @Test
  void aSendThatIsAnsweredLikeThatIsOfUnknownOutcome() {
    alwaysAnswers(200, "{\"status\": \"maintenance\"}");

    Problem problem = failure(OutcomeUnknown.class, createMessage(server.client(), "{}")).problem();

    assertThat(problem.summary())
        .isEqualTo("The request was accepted, but the answer has no message id.");
  }
}

package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.body;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.object;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.IntercomServer;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage.Door;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding a message, whose send has no known outcome, by the conversation that it opens. */
class LookForTest {

  private static final Instant FROM = NOW.minus(Duration.ofMinutes(1));
  private static final Instant TO = NOW.plus(Duration.ofMinutes(1));

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private SendMessage messages(ApiVersion version) {
    return new SendMessage(server.client(version), null, Door.MESSAGES, InstantSource.fixed(NOW));
  }

  private static PreparedMessage byContact(String body) {
    return message(
        "{\"from\": {\"type\": \"user\", \"id\": \"66f1\"}, \"body\": \"" + body + "\"}");
  }

  private static PreparedMessage byAdmin(String body) {
    return message(
        """
        {"from": {"type": "admin", "id": 814860}, "to": {"type": "user", "id": "66f1"},
         "subject": "News", "body": "%s", "create_conversation_without_contact_reply": true}
        """
            .formatted(body));
  }

  private static PreparedMessage message(String request) {
    return new PreparedMessage(Door.MESSAGES, object(request), List.of("66f1"));
  }

  private static String opening(
      String messageId, String authorType, String author, String subject, String body, Instant at) {
    return """
    {"id": "c%1$s", "created_at": %6$d, "contacts": {"contacts": [{"id": "66f1"}]},
     "source": {"id": "%1$s", "subject": "%4$s", "body": "%5$s",
                "author": {"type": "%2$s", "id": "%3$s"}}}
    """
        .formatted(messageId, authorType, author, subject, body, at.getEpochSecond());
  }

  private static String page(String... openings) {
    return "{\"conversations\": [" + String.join(",", openings) + "]}";
  }

  private List<String> found(PreparedMessage message) {
    return value(messages(ApiVersion.DEFAULT).lookFor(message, FROM, TO)).stream()
        .map(sent -> sent.message().id())
        .toList();
  }

  @Test
  void searchesByContactAuthorAndTime() {
    server.answers(page());

    assertThat(found(byContact("Hello"))).isEmpty();

    assertThat(body(server.request()).path("query"))
        .isEqualTo(
            json(
                """
                {"operator": "AND", "value": [
                  {"field": "contact_ids", "operator": "=", "value": "66f1"},
                  {"field": "source.author.id", "operator": "=", "value": "66f1"},
                  {"field": "created_at", "operator": ">", "value": %d}]}
                """
                    .formatted(FROM.getEpochSecond() - 1)));
  }

  @Test
  void givesTheMessageItsConversationAndItsContacts() {
    server.answers(page(opening("9", "user", "66f1", "", "<p>Hello</p>", NOW)));

    Sent sent =
        value(messages(ApiVersion.DEFAULT).lookFor(byContact("Hello"), FROM, TO)).getFirst();

    assertThat(sent.message().id()).isEqualTo("9");
    assertThat(sent.message().conversationId()).isEqualTo("c9");
    assertThat(sent.message().type()).isEqualTo("user_message");
    assertThat(sent.contactIds()).containsExactly("66f1");
  }

  @ParameterizedTest
  @CsvSource({
    "Hello there, <p>Hello  there</p>",
    "a < b & c, <p>a &lt; b &amp; c</p>",
    "one\\ntwo, <p>one<br>two</p>",
    "Hello, Hello"
  })
  void aContactsWordsAreTheSameInWhateverMarkupIntercomKeepsThem(String written, String kept) {
    server.answers(page(opening("9", "user", "66f1", "", kept, NOW)));

    assertThat(found(byContact(written))).containsExactly("9");
  }

  @ParameterizedTest
  @CsvSource({
    "<p>Hi <b>you</b></p>, <p class='intercom'>Hi <b>you</b></p>",
    "Hi you, <p>Hi you</p>"
  })
  void anAdminsWordsToo(String written, String kept) {
    server.answers(page(opening("9", "admin", "814860", "News", kept, NOW)));

    assertThat(found(byAdmin(written))).containsExactly("9");
  }

  @Test
  void takesNoMessageWithOtherWordsAuthorSubjectOrTime() {
    server.answers(
        page(
            opening("1", "admin", "814860", "News", "<p>Bye</p>", NOW),
            opening("2", "user", "814860", "News", "<p>Hi</p>", NOW),
            opening("3", "admin", "1", "News", "<p>Hi</p>", NOW),
            opening("4", "admin", "814860", "Old", "<p>Hi</p>", NOW),
            opening("5", "admin", "814860", "News", "<p>Hi</p>", FROM.minusSeconds(1)),
            opening("6", "admin", "814860", "News", "<p>Hi</p>", TO.plusSeconds(1)),
            opening("7", "admin", "814860", "News", "<p>Hi</p>", NOW)));

    assertThat(found(byAdmin("Hi"))).containsExactly("7");
  }

  @Test
  void givesAllThatFitFromAllPages() {
    server.answers(
        """
        {"conversations": [%s], "pages": {"next": {"starting_after": "p2"}}}
        """
            .formatted(opening("8", "user", "66f1", "", "Hello", NOW)));
    server.answers(page(opening("9", "user", "66f1", "", "Hello", NOW)));

    assertThat(found(byContact("Hello"))).containsExactly("8", "9");
  }

  @Test
  void aSearchThatFailsIsAFailureAndNotAnEmptyAnswer() {
    for (int i = 0; i < 3; i++) {
      server.answers(503, "");
    }

    Outcome<List<Sent>> looked = messages(ApiVersion.DEFAULT).lookFor(byContact("Hello"), FROM, TO);

    assertThat(failure(NotExecuted.class, looked).problem().describe()).contains("503");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"from\": {\"type\": \"admin\", \"id\": 1}, \"body\": \"opens with the reply\"}",
        "{\"from\": {\"type\": \"user\", \"id\": \"66f1\"}, \"body\": \"backdated\", \"created_at\": 1}",
        "{\"from\": {\"type\": \"admin\", \"id\": 1}, \"create_conversation_without_contact_reply\": true}"
      })
  void whatLeavesNoTraceCannotBeLookedFor(String request) {
    assertThat(messages(ApiVersion.DEFAULT).canBeLookedFor(message(request))).isFalse();
    assertThat(found(message(request))).isEmpty();
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void whatOpensAConversationAtOnceCanBeLookedForFromApi2() {
    assertThat(messages(ApiVersion.DEFAULT).canBeLookedFor(byContact("Hello"))).isTrue();
    assertThat(messages(ApiVersion.DEFAULT).canBeLookedFor(byAdmin("Hello"))).isTrue();
    assertThat(messages(ApiVersion.parse("1.4")).canBeLookedFor(byContact("Hello"))).isFalse();
  }
}

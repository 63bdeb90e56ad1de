package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.body;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.Rejected;
import dev.intercomconnector.intercom.IntercomServer;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Finding a message, whose send has no known outcome, by the conversation that it opens. */
class LookForTest {

  private static final Instant FROM = NOW.minus(Duration.ofMinutes(1));
  private static final Instant TO = NOW.plus(Duration.ofMinutes(1));

  private static final ContactRef ANN =
      new ContactRef(ContactRef.Type.USER, new PersonKey.Id("66f1"));

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private SendMessage messages(ApiVersion version) {
    return new SendMessage(
        server.client(version), null, Endpoint.MESSAGES, InstantSource.fixed(NOW));
  }

  private static Message byContact(String body) {
    return new Message.FromContact(ANN, body, null, null);
  }

  private static Message byAdmin(String body) {
    return byAdmin(body, true);
  }

  private static Message byAdmin(@Nullable String body, boolean createConversation) {
    return new Message.FromAdmin(
        MessageType.EMAIL,
        new PersonKey.Id("814860"),
        List.of(ANN),
        List.of(),
        List.of(),
        body,
        "News",
        "plain",
        null,
        createConversation,
        null);
  }

  private static PreparedMessage prepared(SendMessage messages, Message message) {
    return value(messages.prepare(message));
  }

  private Outcome<List<Sent>> lookFor(Message message) {
    SendMessage messages = messages(ApiVersion.DEFAULT);
    return messages.lookFor(prepared(messages, message), FROM, TO);
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

  private List<String> found(Message message) {
    return value(lookFor(message)).stream().map(sent -> sent.message().id()).toList();
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

    Sent sent = value(lookFor(byContact("Hello"))).getFirst();

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

    assertThat(found(byContact(written.translateEscapes()))).containsExactly("9");
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

    Outcome<List<Sent>> looked = lookFor(byContact("Hello"));

    assertThat(failure(NotExecuted.class, looked).problem().describe()).contains("503");
  }

  static Stream<Message> messagesThatOpenNoConversation() {
    return Stream.of(
        byAdmin("opens with the reply", false),
        byAdmin(null, true),
        new Message.FromContact(
            new ContactRef(ContactRef.Type.CONTACT, new PersonKey.UserId("visitor")),
            "by nobody that Intercom has an id of",
            null,
            null),
        new Message.FromContact(ANN, "backdated", null, Instant.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("messagesThatOpenNoConversation")
  void whatCannotBeFoundIsNotLookedFor(Message message) {
    server.answers(404, "{\"errors\": [{\"code\": \"not_found\"}]}");
    SendMessage messages = messages(ApiVersion.DEFAULT);
    PreparedMessage prepared = prepared(messages, message);
    int lookUps = server.requestCount();

    assertThat(messages.canBeLookedFor(prepared)).isFalse();
    assertThat(failure(Rejected.class, messages.lookFor(prepared, FROM, TO)).problem().summary())
        .isEqualTo("The message opens no conversation by which it can be found.");
    assertThat(server.requestCount()).isEqualTo(lookUps);
  }

  @Test
  void whatOpensAConversationAtOnceCanBeLookedForFromApi2() {
    SendMessage today = messages(ApiVersion.DEFAULT);
    SendMessage legacy = messages(ApiVersion.V1_4);

    assertThat(today.canBeLookedFor(prepared(today, byContact("Hello")))).isTrue();
    assertThat(today.canBeLookedFor(prepared(today, byAdmin("Hello")))).isTrue();
    assertThat(legacy.canBeLookedFor(prepared(legacy, byContact("Hello")))).isFalse();
  }
}

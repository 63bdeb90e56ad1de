package dev.intercomconnector.task;

import static dev.intercomconnector.task.Read.incident;
import static dev.intercomconnector.task.Read.job;
import static dev.intercomconnector.task.Read.saying;
import static dev.intercomconnector.task.Read.value;
import static dev.intercomconnector.task.Read.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FindConversationInputTest {

  private static FindConversationInput read(String variables) {
    return value(FindConversationInput.read(job(variables("{" + variables + "}"))));
  }

  static Stream<Arguments> mistakes() {
    String both =
        "'messageId' and 'contact' are both missing; give the id of the message, or the contact"
            + " whose latest open conversation is wanted.";
    String messageId = "; it must be the id of a message, as text or number.";
    String duration =
        "; it must be an ISO-8601 duration of days or less such as P3D, PT4H or PT30M.";
    String waitFor =
        "'waitFor' is missing; say how long to wait, as an ISO-8601 duration such as P3D.";
    return Stream.of(
        Arguments.of("", both),
        Arguments.of("'messageId': ' ', 'contact': null", both),
        Arguments.of("'contact': {'type': 'user', 'id': '', 'userId': ' ', 'email': ''}", both),
        Arguments.of("'messageId': '', 'contact': {}", both),
        Arguments.of("'messageId': {'id': 9}", "'messageId' is {\"id\":9}" + messageId),
        Arguments.of("'messageId': ['9']", "'messageId' is [\"9\"]" + messageId),
        Arguments.of("'messageId': true", "'messageId' is true" + messageId),
        Arguments.of("'messageId': 9.5", "'messageId' is 9.5" + messageId),
        Arguments.of("'messageId': '9', 'waitUntil': 'replied'", waitFor),
        Arguments.of("'messageId': '9', 'waitUntil': 'exists', 'waitFor': ' '", waitFor),
        Arguments.of(
            "'messageId': '9', 'waitUntil': 'replied', 'waitFor': '3 days'",
            "'waitFor' is '3 days'" + duration),
        Arguments.of(
            "'messageId': '9', 'waitUntil': 'replied', 'waitFor': 'P1M'",
            "'waitFor' is 'P1M'" + duration),
        Arguments.of(
            "'messageId': '9', 'waitUntil': 'replied', 'waitFor': 'PT0S'",
            "'waitFor' is 'PT0S'" + duration),
        Arguments.of("'messageId': '9', 'waitFor': '-PT5M'", "'waitFor' is '-PT5M'" + duration),
        Arguments.of("'messageId': '9', 'waitFor': 30", "'waitFor' is '30'" + duration),
        Arguments.of(
            "'messageId': '9', 'waitUntil': 'answered'",
            "'waitUntil' is 'answered'; it can be now, exists, replied, closed."),
        Arguments.of(
            "'messageId': '9', 'onTimeout': 'fail'",
            "'onTimeout' is 'fail'; it can be bpmnError, complete."),
        Arguments.of(
            "'messageId': '9', 'includeParts': 'markdown'",
            "'includeParts' is 'markdown'; it can be none, plaintext, html."),
        Arguments.of(
            "'contact': {'id': '1'}, 'waitUntil': 'closed', 'waitFor': 'P1D'",
            "'waitUntil' is 'closed', which needs a 'messageId': without one, only open"
                + " conversations are looked at."),
        Arguments.of(
            "'messageId': '9', 'contact': 'ann@example.com'",
            "'contact' is 'ann@example.com'; it must be a contact such as {type: \"user\", email:"
                + " \"ann@example.com\"}."),
        Arguments.of(
            "'contact': {'id': '1', 'userId': '2'}",
            "'contact' has more than one of id, userId and email; give exactly one."),
        Arguments.of(
            "'messageId': '9', 'contact': {'email': ['ann@example.com']}",
            "'contact.email' is [\"ann@example.com\"]; it must be text."),
        Arguments.of(
            "'contact': {'type': 'admin', 'id': '1'}",
            "'contact.type' is 'admin'; it can be user, lead or contact."),
        Arguments.of(
            "'messageId': [], 'contact': {'type': 'x', 'id': 1}, 'waitUntil': 'exists',"
                + " 'waitFor': 'x', 'onTimeout': 'x', 'includeParts': 'x'",
            "'contact.type' is 'x'; it can be user, lead or contact. 'waitFor' is 'x'"
                + duration
                + " 'onTimeout' is 'x'; it can be bpmnError, complete. 'includeParts' is 'x'; it"
                + " can be none, plaintext, html."));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("mistakes")
  void everyMistakeIsNamedWithWhatIsAllowed(String variables, String sentences) {
    var outcome = FindConversationInput.read(job(variables("{" + variables + "}")));

    assertThat(incident(outcome)).isEqualTo(saying(sentences));
  }

  @Test
  void theLeastThatIsNeededIsAMessage() {
    assertThat(read("'messageId': '9'"))
        .isEqualTo(
            new FindConversationInput(
                "default",
                null,
                new ConversationCriteria("9", null, WaitUntil.NOW, null),
                Duration.ZERO,
                OnTimeout.BPMN_ERROR));
  }

  @Test
  void aFormOfBlanksIsAsIfNothingWereGiven() {
    assertThat(
            read(
                """
                'messageId': '9', 'workspace': '', 'accessToken': '', 'waitUntil': '',
                'contact': {'type': 'user', 'id': '', 'userId': '', 'email': ' '},
                'waitFor': '', 'onTimeout': '', 'includeParts': ''
                """))
        .isEqualTo(read("'messageId': '9'"));
  }

  @Test
  void allThatCanBeGivenIsRead() {
    assertThat(
            read(
                """
                'messageId': 403918251, 'workspace': 'shop', 'accessToken': 'tok',
                'contact': {'type': 'lead', 'email': 'ann@example.com'},
                'waitUntil': 'Closed', 'waitFor': ' P3DT4H ', 'onTimeout': 'complete',
                'includeParts': 'html'
                """))
        .isEqualTo(
            new FindConversationInput(
                "shop",
                "tok",
                new ConversationCriteria(
                    "403918251",
                    new ContactRef(ContactRef.Type.LEAD, new PersonKey.Email("ann@example.com")),
                    WaitUntil.CLOSED,
                    BodyFormat.HTML),
                Duration.ofHours(76),
                OnTimeout.COMPLETE));
  }

  @ParameterizedTest
  @CsvSource({"none, ", "plaintext, PLAINTEXT", "HTML, HTML"})
  void theFormOfThePartsIsRead(String word, @Nullable BodyFormat format) {
    assertThat(read("'messageId': '9', 'includeParts': '" + word + "'").criteria().includeParts())
        .isEqualTo(format);
  }

  @Test
  void withoutAMessageAContactIsEnough() {
    assertThat(read("'contact': {'userId': 'u1'}").criteria())
        .isEqualTo(
            new ConversationCriteria(
                null,
                new ContactRef(ContactRef.Type.CONTACT, new PersonKey.UserId("u1")),
                WaitUntil.NOW,
                null));
  }

  @Test
  void oneLookWaitsForNothing() {
    assertThat(read("'messageId': '9', 'waitFor': 'P3D'").waitFor()).isEqualTo(Duration.ZERO);
    assertThat(read("'messageId': ' 9 '").criteria().messageId()).isEqualTo("9");
  }

  @Test
  void theResultTellsOfTheConversation() {
    var reply =
        new Conversation.Part(
            "comment",
            "user",
            "66f1",
            "Ann",
            "Yes",
            Instant.parse("2026-03-01T10:00:00Z"),
            List.of(new Conversation.Attachment("a.png", "upload", "https://x.io/a.png")));
    var conversation =
        new Conversation(
            "41",
            "9",
            false,
            "open",
            true,
            false,
            List.of("66f1"),
            "814860",
            Instant.parse("2026-03-01T09:00:00Z"),
            null,
            Instant.parse("2026-03-01T10:00:00Z"),
            List.of(reply));
    var words =
        new FindConversationResult.Words(
            "comment",
            new FindConversationResult.Author("user", "66f1", "Ann"),
            "Yes",
            "2026-03-01T10:00:00Z",
            List.of(new Conversation.Attachment("a.png", "upload", "https://x.io/a.png")));

    var result = FindConversationResult.of(conversation, true, true, "https://x.io/41");

    assertThat(result)
        .isEqualTo(
            new FindConversationResult(
                true,
                "41",
                "open",
                true,
                false,
                List.of("66f1"),
                "814860",
                "2026-03-01T09:00:00Z",
                null,
                "2026-03-01T10:00:00Z",
                words,
                List.of(words),
                "https://x.io/41"));
    assertThat(FindConversationResult.of(conversation, true, false, null).parts()).isNull();
  }

  @Test
  void theResultOfNothingIsFoundNothing() {
    FindConversationResult nothing = FindConversationResult.nothing();

    assertThat(nothing.found()).isFalse();
    assertThat(nothing.conversationId()).isNull();
    assertThat(nothing.contactIds()).isEmpty();
  }
}

package dev.intercomconnector.conversation;

import static dev.intercomconnector.intercom.IntercomServer.body;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure.ContactUnknown;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.Rejected;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.intercom.IntercomServer;
import dev.intercomconnector.intercom.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One look for the conversation of a message. */
class FindConversationTest {

  private static final ContactRef ANN =
      new ContactRef(ContactRef.Type.USER, new PersonKey.Id("66f1"));
  private static final ContactRef ANN_BY_EMAIL =
      new ContactRef(ContactRef.Type.USER, new PersonKey.Email("ann@example.com"));
  private static final String BY_SOURCE =
      "{\"field\": \"source.id\", \"operator\": \"=\", \"value\": \"9\"}";
  private static final String BY_CONTACT =
      "{\"field\": \"contact_ids\", \"operator\": \"=\", \"value\": \"66f1\"}";

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Outcome<LookResult> look(
      @Nullable String messageId, @Nullable ContactRef contact, WaitUntil waitUntil) {
    return look(ApiVersion.DEFAULT, new ConversationCriteria(messageId, contact, waitUntil, null));
  }

  private Outcome<LookResult> look(ApiVersion version, ConversationCriteria criteria) {
    return new FindConversation(server.client(version)).look(criteria);
  }

  /** A conversation as a search shows it. */
  private static String conversation(String id, int messageId, int updatedAt, String more) {
    return """
    {"id": "%s", "created_at": 100, "updated_at": %d,
     "source": {"id": "%d", "author": {"type": "admin"}}%s}
    """
        .formatted(id, updatedAt, messageId, more);
  }

  private static String page(String... conversations) {
    return "{\"conversations\": [" + String.join(",", conversations) + "]}";
  }

  private static final String REPLIED = ", \"statistics\": {\"last_contact_reply_at\": 150}";
  private static final String CLOSED = ", \"state\": \"closed\"";

  private static Conversation found(LookResult look) {
    return Objects.requireNonNull(look.conversation());
  }

  @Test
  void aConversationIsSearchedForByItsMessage() {
    server.answers(page(conversation("41", 9, 200, "")));

    LookResult look = value(look("9", null, WaitUntil.NOW));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(look.satisfied()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
    var search = server.request();
    assertThat(search.getTarget()).isEqualTo("/conversations/search");
    assertThat(body(search).path("query")).isEqualTo(json(BY_SOURCE));
  }

  private static ConversationCriteria ofWhatsApp() {
    return new ConversationCriteria("wamid_abc", null, WaitUntil.REPLIED, null);
  }

  @Test
  void aWhatsAppMessagesConversationIsTheOneThatItsStatusNames() {
    server.answers("{\"status\": \"delivered\", \"conversation_id\": \"41\"}");
    server.answers(conversation("41", 9, 200, REPLIED));

    LookResult look = value(look(ApiVersion.V2_16, ofWhatsApp()));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(look.satisfied()).isTrue();
    assertThat(server.asked())
        .containsExactly(
            "GET /messages/whatsapp/status?message_id=wamid_abc",
            "GET /conversations/41?display_as=plaintext");
  }

  @ParameterizedTest
  @CsvSource({
    "404, '{\"errors\": [{\"code\": \"whatsapp_message_not_found\"}]}'",
    "200, '{\"status\": \"sent\"}'"
  })
  void aWhatsAppMessageWithoutAConversationIsSearchedForAsAnyOther(int status, String answer) {
    server.answers(status, answer);
    server.answers(page());

    assertThat(value(look(ApiVersion.PREVIEW, ofWhatsApp())).conversation()).isNull();
    assertThat(server.asked()).last().isEqualTo("POST /conversations/search");
  }

  @Test
  void aStatusThatIsNoneIsAFailedRead() {
    for (int i = 0; i < 3; i++) {
      server.answers("{\"maintenance\": true}");
    }

    failure(NotExecuted.class, look(ApiVersion.V2_16, ofWhatsApp()));
  }

  @Test
  void versionsWithoutWhatsAppAreNotAskedForAStatus() {
    server.answers(page());

    value(look(ApiVersion.V2_15, ofWhatsApp()));

    assertThat(server.asked()).containsExactly("POST /conversations/search");
  }

  @Test
  void aWaitForAWhatsAppMessageGoesOnByItsSource() {
    var find = new FindConversation(server.client(ApiVersion.V2_16));
    server.answers("{\"status\": \"delivered\", \"conversation_id\": \"41\"}");
    server.answers(conversation("41", 9, 200, ""));
    server.answers(404, "{\"errors\": [{\"code\": \"whatsapp_message_not_found\"}]}");
    var ordinary = new ConversationCriteria("9", null, WaitUntil.REPLIED, null);

    assertThat(value(find.bySource(ofWhatsApp()))).contains(ordinary);
    assertThat(value(find.bySource(ofWhatsApp()))).isEmpty();
    assertThat(value(find.bySource(ordinary))).contains(ordinary);
    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void noConversationIsNoFailure() {
    server.answers(page());

    LookResult look = value(look("9", null, WaitUntil.EXISTS));

    assertThat(look).isEqualTo(new LookResult(null, false));
  }

  @Test
  void aConversationOfAnotherMessageIsNoMatch() {
    server.answers(
        page(
            conversation("41", 99, 200, ""),
            "{\"id\": \"42\", \"source\": {\"id\": null}}",
            "{\"id\": \"43\"}"));

    assertThat(value(look("9", null, WaitUntil.NOW)).conversation()).isNull();
  }

  @Test
  void allPagesAreSearched() {
    String next = "\"pages\": {\"next\": {\"starting_after\": \"%s\"}}, ";
    server.answers("{" + next.formatted("two") + page(conversation("1", 8, 1, "")).substring(1));
    server.answers("{" + next.formatted("three") + page().substring(1));
    server.answers(page(conversation("41", 9, 200, "")));

    LookResult look = value(look("9", null, WaitUntil.NOW));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(server.requestCount()).isEqualTo(3);
    assertThat(body(server.request()).at("/pagination/starting_after").isMissingNode()).isTrue();
    assertThat(body(server.request()).at("/pagination/starting_after").asText()).isEqualTo("two");
    assertThat(body(server.request()).at("/pagination/starting_after").asText()).isEqualTo("three");
  }

  @Test
  void aPageThatCannotBeReadIsAFailureAndNotTheEnd() {
    server.answers(
        "{\"pages\": {\"next\": {\"starting_after\": \"two\"}}, "
            + page(conversation("41", 9, 200, "")).substring(1));
    for (int i = 0; i < 3; i++) {
      server.answers(500, "");
    }

    failure(NotExecuted.class, look("9", null, WaitUntil.NOW));

    assertThat(server.requestCount()).isEqualTo(4);
  }

  private static final String WITH_ANN = ", \"contacts\": {\"contacts\": [{\"id\": \"66f1\"}]}";
  private static final String WITH_BOB = ", \"contacts\": {\"contacts\": [{\"id\": \"77b2\"}]}";

  @Test
  void aContactDecidesBetweenTheConversationsOfAMessage() {
    server.answers(
        page(conversation("40", 9, 300, WITH_BOB), conversation("41", 9, 200, WITH_ANN)));

    LookResult look = value(look("9", ANN, WaitUntil.NOW));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(body(server.request()).path("query")).isEqualTo(json(BY_SOURCE));
  }

  @Test
  void aConversationWithSomeoneElseIsNoMatch() {
    server.answers(page(conversation("40", 9, 300, WITH_BOB)));
    server.answers("{\"id\": \"66f1\", \"role\": \"user\"}");

    LookResult look = value(look("9", ANN, WaitUntil.NOW));

    assertThat(look.conversation()).isNull();
    assertThat(server.asked()).containsExactly("POST /conversations/search", "GET /contacts/66f1");
  }

  /** Intercom answers 404 before version 2.16, and 410 since. */
  @ParameterizedTest
  @CsvSource({"404, not_found", "410, contact_merged"})
  void aContactWhoWasMergedHidesNoConversation(int status, String code) {
    server.answers(page(conversation("40", 9, 300, WITH_BOB)));
    server.answers(status, "{\"errors\": [{\"code\": \"%s\"}]}".formatted(code));

    assertThat(found(value(look("9", ANN, WaitUntil.NOW))).id()).isEqualTo("40");
  }

  @Test
  void aContactByEmailIsLookedUpOnlyWhereThereIsAConversation() {
    server.answers(page());
    assertThat(value(look("9", ANN_BY_EMAIL, WaitUntil.NOW)).conversation()).isNull();
    server.answers(
        page(conversation("40", 9, 300, WITH_BOB), conversation("41", 9, 200, WITH_ANN)));
    server.answers("{\"data\": [{\"id\": \"66f1\", \"role\": \"user\"}]}");

    LookResult look = value(look("9", ANN_BY_EMAIL, WaitUntil.NOW));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(server.asked())
        .containsExactly(
            "POST /conversations/search", "POST /conversations/search", "POST /contacts/search");
  }

  @Test
  void aContactWhomNobodyKnowsMayBeTooNew() {
    server.answers("{\"data\": []}");

    ContactUnknown failure = failure(ContactUnknown.class, look(null, ANN_BY_EMAIL, WaitUntil.NOW));

    assertThat(failure.problem().describe())
        .startsWith(
            "INTERCOM_CONTACT_NOT_FOUND: There is no user with the e-mail 'ann@example.com' in"
                + " Intercom.");
  }

  @Test
  void aContactByIdOfEitherKindNeedsNoLookUp() {
    server.answers(page(conversation("41", 9, 200, WITH_ANN)));

    value(
        look(
            "9", new ContactRef(ContactRef.Type.CONTACT, new PersonKey.Id("66f1")), WaitUntil.NOW));

    assertThat(server.asked()).containsExactly("POST /conversations/search");
  }

  @Test
  void withoutAMessageTheContactsLatestOpenConversationIsFound() {
    server.answers(
        page(
            conversation("older", 1, 200, ", \"open\": true"),
            conversation("latest", 2, 300, ", \"open\": true"),
            "{\"id\": \"timeless\", \"open\": true}"));

    LookResult look = value(look(null, ANN, WaitUntil.NOW));

    assertThat(found(look).id()).isEqualTo("latest");
    assertThat(body(server.request()).path("query"))
        .isEqualTo(
            json(
                "{\"operator\": \"AND\", \"value\": ["
                    + BY_CONTACT
                    + ", {\"field\": \"open\", \"operator\": \"=\", \"value\": true}]}"));
  }

  /** Columns: what is waited for, and which of the conversations below is found. */
  @ParameterizedTest
  @CsvSource({"NOW, never opened", "EXISTS, never opened", "REPLIED, replied", "CLOSED, closed"})
  void ofSeveralConversationsTheOneThatIsAsItWasWaitedForIsFound(WaitUntil until, String id) {
    server.answers(
        page(
            conversation("old", 9, 100, ", \"open\": true" + REPLIED),
            conversation("closed", 9, 200, CLOSED + REPLIED),
            conversation("never opened", 9, 500, CLOSED),
            conversation("newest", 9, 400, ", \"open\": true"),
            conversation("replied", 9, 300, ", \"open\": true" + REPLIED)));
    // Of the conversation with a reply, the whole is asked for.
    server.answers(
        conversation(id, 9, 300, until == WaitUntil.CLOSED ? CLOSED + REPLIED : REPLIED));

    LookResult look = value(look("9", null, until));

    assertThat(found(look).id()).isEqualTo(id);
    assertThat(look.satisfied()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = WaitUntil.class,
      names = {"REPLIED", "CLOSED"})
  void whatIsNotYetAsItIsWaitedForIsShownAllTheSame(WaitUntil until) {
    server.answers(page(conversation("41", 9, 200, ", \"open\": true")));

    LookResult look = value(look("9", null, until));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(look.satisfied()).isFalse();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  private static final String WHOLE =
      conversation(
          "41",
          9,
          200,
          """
          , "statistics": {"last_contact_reply_at": 150},
          "conversation_parts": {"conversation_parts": [
            {"part_type": "comment", "body": "Yes, please", "created_at": 150,
             "author": {"type": "user", "id": "66f1"}}]}
          """);

  @Test
  void theLastReplyIsFetchedAsPlainText() {
    server.answers(page(conversation("41", 9, 200, REPLIED)));
    server.answers(WHOLE);

    LookResult look = value(look("9", null, WaitUntil.REPLIED));

    assertThat(Objects.requireNonNull(found(look).lastReply()).body()).isEqualTo("Yes, please");
    assertThat(look.satisfied()).isTrue();
    assertThat(server.asked())
        .containsExactly(
            "POST /conversations/search", "GET /conversations/41?display_as=plaintext");
  }

  @ParameterizedTest
  @CsvSource({"PLAINTEXT, ?display_as=plaintext", "HTML, ''"})
  void thePartsAreFetchedInTheFormAskedFor(BodyFormat format, String query) {
    server.answers(page(conversation("41", 9, 200, "")));
    server.answers(WHOLE);

    LookResult look =
        value(
            look(
                ApiVersion.DEFAULT, new ConversationCriteria("9", null, WaitUntil.EXISTS, format)));

    assertThat(found(look).parts()).hasSize(1);
    assertThat(server.asked())
        .containsExactly("POST /conversations/search", "GET /conversations/41" + query);
  }

  @Test
  void aConversationThatIsGoneInBetweenIsReported() {
    server.answers(page(conversation("41", 9, 200, REPLIED)));
    server.answers(404, "{\"errors\": [{\"code\": \"not_found\"}]}");

    var outcome = look("9", null, WaitUntil.REPLIED);

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_CONVERSATION_NOT_FOUND: Conversation 41 was found but is gone. It was"
                + " probably deleted in Intercom.");
  }

  @Test
  void withNeitherAMessageNorAContactThereIsNothingToLookFor() {
    var outcome = look(null, null, WaitUntil.NOW);

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: Neither 'messageId' nor 'contact' is given. Name the"
                + " contact whose conversation is looked for.");
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void version1FindsNothingWithoutAContact() {
    var outcome = look(ApiVersion.V1_4, new ConversationCriteria("9", null, WaitUntil.NOW, null));

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: Version 1.4 of Intercom's API finds a conversation only"
                + " through its contact. Name the contact whose conversation is looked for.");
    assertThat(server.requestCount()).isZero();
  }

  private static String legacyPage(int page, int of, String id, int messageId) {
    return """
    {"pages": {"page": %d, "total_pages": %d},
     "conversations": [{"id": "%s", "conversation_message": {"id": %d}}]}
    """
        .formatted(page, of, id, messageId);
  }

  @Test
  void version1ListsTheContactsConversationsAndMatchesTheMessage() {
    server.answers(legacyPage(1, 2, "40", 8));
    server.answers(legacyPage(2, 2, "41", 9));
    server.answers(legacyConversation("41", ""));

    LookResult look =
        value(look(ApiVersion.V1_4, new ConversationCriteria("9", ANN, WaitUntil.EXISTS, null)));

    assertThat(found(look).id()).isEqualTo("41");
    assertThat(server.asked())
        .containsExactly(
            "GET /conversations?type=user&intercom_user_id=66f1&per_page=60&page=1",
            "GET /conversations?type=user&intercom_user_id=66f1&per_page=60&page=2",
            "GET /conversations/41?display_as=plaintext");
  }

  private static final String LEGACY_REPLY =
      """
      {"part_type": "comment", "body": "Yes", "created_at": 150,
       "author": {"type": "user", "id": "66f1"}}
      """;

  private static String legacyConversation(String id, String parts) {
    return """
    {"id": "%s", "state": "closed", "open": false, "created_at": 100, "updated_at": 200,
     "conversation_message": {"id": "9", "author": {"type": "admin", "id": "814860"}},
     "conversation_parts": {"conversation_parts": [%s]}}
    """
        .formatted(id, parts);
  }

  private LookResult legacyLook(WaitUntil until) {
    return value(look(ApiVersion.V1_4, new ConversationCriteria("9", ANN, until, null)));
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLIED", "CLOSED"})
  void version1JudgesAnAdminsMessageByTheWholeConversation(WaitUntil until) {
    server.answers(legacyPage(1, 1, "41", 9));
    server.answers(legacyConversation("41", LEGACY_REPLY));
    server.answers(legacyPage(1, 1, "41", 9));
    server.answers(legacyConversation("41", ""));

    LookResult replied = legacyLook(until);
    LookResult silent = legacyLook(until);

    assertThat(replied.satisfied()).isTrue();
    assertThat(Objects.requireNonNull(found(replied).lastReply()).body()).isEqualTo("Yes");
    assertThat(silent.satisfied()).isFalse();
    assertThat(found(silent).id()).isEqualTo("41");
  }

  @Test
  void version1PassesOverAConversationThatIsGoneOrNotAnswered() {
    server.answers(
        """
        {"pages": {"page": 1, "total_pages": 1}, "conversations": [
          {"id": "40", "updated_at": 100, "conversation_message": {"id": 9}},
          {"id": "41", "updated_at": 300, "conversation_message": {"id": 9}},
          {"id": "42", "updated_at": 200, "conversation_message": {"id": 9}}]}
        """);
    server.answers(404, "{\"errors\": [{\"code\": \"not_found\"}]}");
    server.answers(legacyConversation("42", ""));
    server.answers(legacyConversation("40", LEGACY_REPLY));

    assertThat(found(legacyLook(WaitUntil.REPLIED)).id()).isEqualTo("40");
  }

  @Test
  void version1ListsOnlyOpenConversationsWhereNoMessageIsGiven() {
    for (int i = 0; i < 2; i++) {
      server.answers(legacyPage(1, 1, "41", 9));
      server.answers(legacyConversation("41", ""));
    }
    var byUserId = new ContactRef(ContactRef.Type.USER, new PersonKey.UserId("u1"));

    value(look(ApiVersion.V1_0, new ConversationCriteria(null, ANN_BY_EMAIL, WaitUntil.NOW, null)));
    value(look(ApiVersion.V1_0, new ConversationCriteria(null, byUserId, WaitUntil.NOW, null)));

    assertThat(server.asked())
        .containsExactly(
            "GET /conversations?type=user&email=ann%40example.com&per_page=60&page=1&open=true",
            "GET /conversations/41?display_as=plaintext",
            "GET /conversations?type=user&user_id=u1&per_page=60&page=1&open=true",
            "GET /conversations/41?display_as=plaintext");
  }
}

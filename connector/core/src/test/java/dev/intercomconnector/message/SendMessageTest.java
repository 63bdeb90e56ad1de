package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.body;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Failure.ContactUnknown;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.OutcomeUnknown;
import dev.intercomconnector.intercom.Failure.RateLimited;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the message that a designer means to the request that Intercom takes. */
class SendMessageTest {

  private static final PersonKey ADA = new PersonKey.Id("814860");
  private static final ContactRef ANN = contact(ContactRef.Type.USER, "66f1");
  private static final ContactRef BEN = contact(ContactRef.Type.LEAD, "66f2");
  private static final String SENT = "{\"type\": \"admin_message\", \"id\": \"9\"}";
  private static final String USER_NOT_FOUND =
      """
      {"request_id": "r1", "errors": [{"code": "not_found", "message": "User Not Found"}]}
      """;

  private final IntercomServer server = new IntercomServer();
  private Instant now = NOW;

  @AfterEach
  void stop() {
    server.close();
  }

  private static ContactRef contact(ContactRef.Type type, String id) {
    return new ContactRef(type, new PersonKey.Id(id));
  }

  private static ContactRef byEmail(ContactRef.Type type) {
    return new ContactRef(type, new PersonKey.Email("ann@example.com"));
  }

  private static ContactRef byUserId(ContactRef.Type type) {
    return new ContactRef(type, new PersonKey.UserId("cust/7"));
  }

  private SendMessage messages() {
    return messages(ApiVersion.DEFAULT, null, Endpoint.MESSAGES);
  }

  private SendMessage messages(ApiVersion version) {
    return messages(version, null, Endpoint.MESSAGES);
  }

  private SendMessage messages(ApiVersion version, @Nullable PersonKey sender, Endpoint door) {
    InstantSource clock = () -> now;
    return new SendMessage(server.client(version), sender, door, clock);
  }

  private static Message.FromAdmin inApp(@Nullable PersonKey from, ContactRef... to) {
    return new Message.FromAdmin(
        MessageType.INAPP,
        from,
        List.of(to),
        List.of(),
        List.of(),
        "Hello",
        null,
        null,
        null,
        false,
        null);
  }

  private static Message.FromAdmin email(
      List<ContactRef> to, List<ContactRef> cc, List<ContactRef> bcc) {
    return new Message.FromAdmin(
        MessageType.EMAIL, ADA, to, cc, bcc, "<p>Hi</p>", "News", "plain", null, false, null);
  }

  private static Message.FromContact fromContact(ContactRef from) {
    return new Message.FromContact(from, "Hello", null, null);
  }

  private JsonNode request(SendMessage messages, Message message) {
    return written(value(messages.prepare(message)));
  }

  /** As it goes over the wire, where there is one kind of number. */
  private static JsonNode written(PreparedMessage prepared) {
    return json(prepared.request().toString());
  }

  @Test
  void anInAppMessageToAKnownContactCostsNoLookUp() {
    PreparedMessage prepared = value(messages().prepare(inApp(ADA, ANN)));

    assertThat(written(prepared))
        .isEqualTo(
            json(
                """
                {"message_type": "inapp", "body": "Hello",
                 "from": {"type": "admin", "id": 814860}, "to": {"type": "user", "id": "66f1"}}
                """));
    assertThat(prepared.endpoint()).isEqualTo(Endpoint.MESSAGES);
    assertThat(prepared.contactIds()).containsExactly("66f1");
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void preparingSendsNothingAndDeliveringSendsWhatWasPrepared() {
    SendMessage messages = messages();
    PreparedMessage prepared = value(messages.prepare(inApp(ADA, ANN)));
    server.answers(SENT);

    Sent sent = value(messages.deliver(prepared, value(messages.permit(Duration.ZERO))));

    assertThat(sent.message().id()).isEqualTo("9");
    assertThat(sent.contactIds()).containsExactly("66f1");
    assertThat(server.requestCount()).isEqualTo(1);
    var request = server.request();
    assertThat(request.getTarget()).isEqualTo("/messages");
    assertThat(body(request)).isEqualTo(written(prepared));
  }

  @Test
  void theWordForInAppIsConfigurable() {
    Connection usual = server.connection(ApiVersion.DEFAULT);
    var worded =
        new Connection(usual.baseUrl(), usual.token(), usual.version(), "in_app", usual.timeouts());
    var messages =
        new SendMessage(server.client(worded), null, Endpoint.MESSAGES, InstantSource.fixed(NOW));

    assertThat(request(messages, inApp(ADA, ANN)).path("message_type").asText())
        .isEqualTo("in_app");
  }

  @Test
  void anEmailHasASubjectAndATemplateAndTheRestThatWasAskedFor() {
    var message =
        new Message.FromAdmin(
            MessageType.EMAIL,
            ADA,
            List.of(ANN, BEN),
            List.of(ANN),
            List.of(BEN, ANN),
            "<p>Hi</p>",
            "News",
            "personal",
            null,
            true,
            Instant.ofEpochSecond(1_700_000_000));

    PreparedMessage prepared = value(messages().prepare(message));

    assertThat(written(prepared))
        .isEqualTo(
            json(
                """
                {"message_type": "email", "subject": "News", "body": "<p>Hi</p>",
                 "template": "personal", "from": {"type": "admin", "id": 814860},
                 "to": [{"type": "user", "id": "66f1"}, {"type": "lead", "id": "66f2"}],
                 "cc": {"type": "user", "id": "66f1"},
                 "bcc": [{"type": "lead", "id": "66f2"}, {"type": "user", "id": "66f1"}],
                 "created_at": 1700000000,
                 "create_conversation_without_contact_reply": true}
                """));
    assertThat(prepared.contactIds()).containsExactly("66f1", "66f2", "66f1", "66f2", "66f1");
  }

  @Test
  void aWhatsAppMessageIsATemplateWithComponents() {
    var whatsApp = new WhatsApp("welcome", null, json("[{\"type\": \"BODY\"}]"), null);

    assertThat(request(messages(ApiVersion.V2_16), whatsApp(whatsApp, ANN)))
        .isEqualTo(
            json(
                """
                {"message_type": "whatsapp", "template": "welcome",
                 "components": [{"type": "BODY"}], "from": {"type": "admin", "id": 814860},
                 "to": {"type": "user", "id": "66f1"}}
                """));
  }

  /** The only WhatsApp message in Intercom's descriptions (2.16, Preview). */
  @Test
  void aWhatsAppMessageToAPhoneNumberIsWrittenAsIntercomsExampleHasIt() {
    var components =
        json("[{\"type\": \"BODY\", \"parameters\": [{\"type\": \"text\", \"text\": \"U\"}]}]");
    var phone = new WhatsApp.Phone("5547999998888", "John Doe");

    assertThat(
            request(
                messages(ApiVersion.V2_16),
                whatsApp(new WhatsApp("keep_live", "en", components, phone))))
        .isEqualTo(
            json(
                """
                {"from": {"type": "admin", "id": 814860},
                 "to": {"phone": 5547999998888, "name": "John Doe"},
                 "message_type": "whatsapp",
                 "components": [{"type": "BODY", "parameters": [{"type": "text", "text": "U"}]}],
                 "template": "keep_live", "locale": "en"}
                """));
  }

  private static Message.FromAdmin whatsApp(WhatsApp whatsApp, ContactRef... to) {
    return new Message.FromAdmin(
        MessageType.WHATSAPP,
        ADA,
        List.of(to),
        List.of(),
        List.of(),
        null,
        null,
        null,
        whatsApp,
        false,
        null);
  }

  @Test
  void whoIsNamedTwiceGetsTheMessageOnce() {
    assertThat(request(messages(), inApp(ADA, ANN, BEN, ANN)).path("to"))
        .isEqualTo(
            json(
                "[{\"type\": \"user\", \"id\": \"66f1\"}, {\"type\": \"lead\", \"id\":"
                    + " \"66f2\"}]"));
  }

  @Test
  void anEmailWithoutATemplateIsRefusedWhereTheVersionAsksForOne() {
    var outcome = messages(ApiVersion.V2_16).prepare(asking(MessageType.EMAIL, false, null));

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .contains("'template' is missing; an e-mail needs one: plain or personal.");
    assertThat(messages(ApiVersion.V1_4).prepare(asking(MessageType.EMAIL, false, null)))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void onAVersionThatCallsALeadAContactARecipientIsAUserOrALead() {
    var either = new ContactRef(ContactRef.Type.CONTACT, new PersonKey.Email("ann@example.com"));

    assertThat(
            failure(Rejected.class, messages(ApiVersion.V1_4).prepare(inApp(ADA, either)))
                .problem()
                .describe())
        .contains("A recipient is a user or a lead, but version 1.4")
        .contains("Choose user or lead.");
  }

  @Test
  void anAdminsIdThatIsNoNumberIsSentAsItIs() {
    PersonKey odd = new PersonKey.Id("814860-x");
    PersonKey huge = new PersonKey.Id("12345678901234567890");

    assertThat(request(messages(), inApp(odd, ANN)).at("/from/id")).isEqualTo(json("\"814860-x\""));
    assertThat(request(messages(), inApp(huge, ANN)).at("/from/id"))
        .isEqualTo(json("\"12345678901234567890\""));
  }

  @Test
  void anAdminIsFoundByEmailOnceAndRemembered() {
    server.answers(
        """
        {"admins": [{"id": "1", "email": null}, {"id": 814860, "email": "Ada@Example.com"}]}
        """);
    SendMessage messages = messages();
    PersonKey ada = new PersonKey.Email("ada@example.com");

    assertThat(request(messages, inApp(ada, ANN)).at("/from/id")).isEqualTo(json("814860"));
    assertThat(request(messages, inApp(ada, ANN)).at("/from/id")).isEqualTo(json("814860"));

    assertThat(server.asked()).containsExactly("GET /admins");
  }

  @Test
  void theAdminsAreAskedForAgainAfterTenMinutesOrForANewEmail() {
    String admins = "{\"admins\": [{\"id\": 1, \"email\": \"%s@example.com\"}]}";
    server.answers(admins.formatted("ada"));
    server.answers(admins.formatted("ada"));
    server.answers(admins.formatted("bob"));
    SendMessage messages = messages();

    value(messages.prepare(inApp(new PersonKey.Email("ada@example.com"), ANN)));
    now = NOW.plusSeconds(600);
    value(messages.prepare(inApp(new PersonKey.Email("ada@example.com"), ANN)));
    value(messages.prepare(inApp(new PersonKey.Email("bob@example.com"), ANN)));

    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void anAdminWhomNobodyKnowsIsRefused() {
    server.answers("{\"admins\": []}");

    var byEmail = messages().prepare(inApp(new PersonKey.Email("eve@example.com"), ANN));
    var byUserId = messages().prepare(inApp(new PersonKey.UserId("u1"), ANN));

    assertThat(failure(Rejected.class, byEmail).problem().describe())
        .isEqualTo(
            "INTERCOM_ADMIN_NOT_FOUND: No admin of this workspace has the e-mail"
                + " 'eve@example.com'. Use the e-mail or id of a teammate of this Intercom"
                + " workspace.");
    assertThat(failure(Rejected.class, byUserId).problem().describe())
        .isEqualTo(
            "INTERCOM_ADMIN_NOT_FOUND: An admin has no external id, so 'u1' names nobody. Name the"
                + " admin by id or e-mail.");
  }

  @Test
  void theWorkspacesDefaultAdminSendsWhereNobodyIsNamed() {
    SendMessage messages = messages(ApiVersion.DEFAULT, new PersonKey.Id("5"), Endpoint.MESSAGES);

    assertThat(request(messages, inApp(null, ANN)).at("/from/id")).isEqualTo(json("5"));
    assertThat(request(messages, inApp(ADA, ANN)).at("/from/id")).isEqualTo(json("814860"));
  }

  @Test
  void withoutASenderAndWithoutADefaultNothingIsSent() {
    var outcome = messages().prepare(inApp(null, byEmail(ContactRef.Type.USER)));

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: 'from' is missing, and the workspace has no default admin."
                + " Name the admin who sends by id or e-mail, or configure a default admin.");
    assertThat(server.requestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"USER, user", "LEAD, lead"})
  void aRecipientByEmailIsSearchedForAmongItsKind(ContactRef.Type type, String role) {
    server.answers("{\"data\": [{\"id\": 661, \"role\": \"%s\"}]}".formatted(role));

    PreparedMessage prepared = value(messages().prepare(inApp(ADA, byEmail(type))));

    assertThat(prepared.request().path("to"))
        .isEqualTo(json("{\"type\": \"%s\", \"id\": \"661\"}".formatted(role)));
    assertThat(prepared.contactIds()).containsExactly("661");
    var search = server.request();
    assertThat(search.getTarget()).isEqualTo("/contacts/search");
    assertThat(body(search).path("query"))
        .isEqualTo(
            json(
                """
                {"operator": "AND", "value": [
                  {"field": "email", "operator": "=", "value": "ann@example.com"},
                  {"field": "role", "operator": "=", "value": "%s"}]}
                """
                    .formatted(role)));
  }

  @Test
  void aRecipientByEmailOfEitherKindIsWrittenToAsWhatItIs() {
    server.answers("{\"data\": [{\"id\": \"66f2\", \"role\": \"lead\"}]}");

    JsonNode request = request(messages(), inApp(ADA, byEmail(ContactRef.Type.CONTACT)));

    assertThat(request.path("to")).isEqualTo(json("{\"type\": \"lead\", \"id\": \"66f2\"}"));
    assertThat(body(server.request()).path("query"))
        .isEqualTo(
            json("{\"field\": \"email\", \"operator\": \"=\", \"value\": \"ann@example.com\"}"));
  }

  @Test
  void aRecipientByIdOfEitherKindIsWrittenToAsWhatItIs() {
    server.answers("{\"id\": \"66f2\", \"role\": \"lead\"}");

    JsonNode request = request(messages(), inApp(ADA, contact(ContactRef.Type.CONTACT, "66f2")));

    assertThat(request.path("to")).isEqualTo(json("{\"type\": \"lead\", \"id\": \"66f2\"}"));
    assertThat(server.asked()).containsExactly("GET /contacts/66f2");
  }

  @Test
  void aRecipientByExternalIdIsAskedForDirectlyFrom2_13() {
    server.answers("{\"id\": \"66f1\", \"role\": \"user\", \"external_id\": \"cust/7\"}");

    JsonNode request =
        request(messages(ApiVersion.V2_13), inApp(ADA, byUserId(ContactRef.Type.USER)));

    assertThat(request.path("to")).isEqualTo(json("{\"type\": \"user\", \"id\": \"66f1\"}"));
    assertThat(server.asked()).containsExactly("GET /contacts/find_by_external_id/cust%2F7");
  }

  @Test
  void aRecipientByExternalIdIsSearchedForBefore2_13() {
    server.answers("{\"data\": [{\"id\": \"66f1\", \"role\": \"user\"}]}");

    JsonNode request =
        request(messages(ApiVersion.V2_12), inApp(ADA, byUserId(ContactRef.Type.USER)));

    assertThat(request.path("to")).isEqualTo(json("{\"type\": \"user\", \"id\": \"66f1\"}"));
    var search = server.request();
    assertThat(search.getTarget()).isEqualTo("/contacts/search");
    assertThat(body(search).at("/query/value/0"))
        .isEqualTo(
            json("{\"field\": \"external_id\", \"operator\": \"=\", \"value\": \"cust/7\"}"));
  }

  @Test
  void anExternalIdOfTheOtherKindIsNoMatch() {
    server.answers("{\"id\": \"66f1\", \"role\": \"lead\"}");

    var outcome = messages().prepare(inApp(ADA, byUserId(ContactRef.Type.USER)));

    failure(ContactUnknown.class, outcome);
  }

  @Test
  void severalMatchesAreNeverDecidedByTakingTheFirst() {
    server.answers(
        """
        {"data": [{"id": "66f1", "role": "user"}, {"id": "66f2", "role": "lead"}]}
        """);

    var outcome = messages().prepare(inApp(ADA, byEmail(ContactRef.Type.CONTACT)));

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_CONTACT_AMBIGUOUS: There are 2 contacts for the contact with the e-mail"
                + " 'ann@example.com': user 66f1, lead 66f2. Name the contact by its Intercom id,"
                + " or choose between user and lead.");
  }

  static Stream<Arguments> nobody() {
    return Stream.of(
        Arguments.of(byEmail(ContactRef.Type.USER), 200, "user with the e-mail 'ann@example.com'"),
        Arguments.of(byUserId(ContactRef.Type.LEAD), 404, "lead with the external id 'cust/7'"),
        Arguments.of(contact(ContactRef.Type.CONTACT, "66f1"), 404, "contact with the id '66f1'"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("nobody")
  void aContactWhomNobodyKnowsMayBeTooNew(ContactRef who, int status, String words) {
    server.answers(status, status == 200 ? "{\"data\": []}" : USER_NOT_FOUND);

    ContactUnknown failure = failure(ContactUnknown.class, messages().prepare(inApp(ADA, who)));

    assertThat(failure.problem().describe())
        .isEqualTo(
            "INTERCOM_CONTACT_NOT_FOUND: There is no "
                + words
                + " in Intercom. Check it for typing errors, and the workspace and region that the"
                + " task uses.");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void theFirstRecipientWhoIsNotFoundEndsTheSearch() {
    server.answers("{\"data\": []}");

    var outcome =
        messages()
            .prepare(
                email(
                    List.of(ANN, byEmail(ContactRef.Type.USER)),
                    List.of(byEmail(ContactRef.Type.LEAD)),
                    List.of()));

    failure(ContactUnknown.class, outcome);
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void aLookUpThatCannotBeMadeSendsNothing() {
    for (int i = 0; i < 3; i++) {
      server.answers(500, "");
    }

    var outcome = messages().prepare(inApp(ADA, byEmail(ContactRef.Type.USER)));

    failure(NotExecuted.class, outcome);
    assertThat(server.asked())
        .containsExactly("POST /contacts/search", "POST /contacts/search", "POST /contacts/search");
  }

  @ParameterizedTest
  @EnumSource(
      value = ContactRef.Type.class,
      names = {"USER", "LEAD"})
  void aContactWritesInItsOwnName(ContactRef.Type type) {
    server.answers("{\"id\": 9, \"type\": \"user_message\", \"conversation_id\": \"41\"}");
    SendMessage messages = messages();
    var message =
        new Message.FromContact(
            contact(type, "66f1"), "Help!", "https://x.io/p", Instant.ofEpochSecond(1_700_000_000));

    Sent sent =
        value(
            messages
                .prepare(message)
                .then(ready -> messages.deliver(ready, value(messages.permit(Duration.ZERO)))));

    assertThat(sent.message().conversationId()).isEqualTo("41");
    assertThat(sent.contactIds()).containsExactly("66f1");
    assertThat(server.requestCount()).isEqualTo(1);
    var request = server.request();
    assertThat(request.getTarget()).isEqualTo("/messages");
    assertThat(body(request))
        .isEqualTo(
            json(
                """
                {"from": {"type": "%s", "id": "66f1"}, "body": "Help!",
                 "referer": "https://x.io/p", "created_at": 1700000000}
                """
                    .formatted(type.word())));
  }

  @Test
  void aContactWritesThroughTheOtherDoorWhereThatIsConfigured() {
    server.answers("{\"id\": 9, \"type\": \"user_message\", \"conversation_id\": \"41\"}");
    SendMessage messages = messages(ApiVersion.DEFAULT, null, Endpoint.CONVERSATIONS);

    Sent sent =
        value(
            messages
                .prepare(fromContact(ANN))
                .then(ready -> messages.deliver(ready, value(messages.permit(Duration.ZERO)))));

    assertThat(sent.message().id()).isEqualTo("9");
    var request = server.request();
    assertThat(request.getTarget()).isEqualTo("/conversations");
    assertThat(body(request))
        .isEqualTo(json("{\"from\": {\"type\": \"user\", \"id\": \"66f1\"}, \"body\": \"Hello\"}"));
  }

  @Test
  void theOtherDoorIsForContactsOnly() {
    SendMessage messages = messages(ApiVersion.DEFAULT, null, Endpoint.CONVERSATIONS);

    assertThat(value(messages.prepare(inApp(ADA, ANN))).endpoint()).isEqualTo(Endpoint.MESSAGES);
  }

  @Test
  void theOtherDoorTakesNoReferer() {
    SendMessage messages = messages(ApiVersion.DEFAULT, null, Endpoint.CONVERSATIONS);

    var outcome =
        messages.prepare(new Message.FromContact(ANN, "Hello", "https://example.com", null));

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: 'referer' has no place in POST /conversations, by which"
                + " this workspace sends. Leave it out, or let this workspace send contacts'"
                + " messages by POST /messages.");
  }

  @Test
  void aVisitorByIdIsTakenAtItsWord() {
    JsonNode request = request(messages(), fromContact(contact(ContactRef.Type.CONTACT, "v1")));

    assertThat(request.path("from")).isEqualTo(json("{\"type\": \"contact\", \"id\": \"v1\"}"));
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void aVisitorByUserIdIsTakenAtItsWordWhereNoContactHasIt() {
    server.answers(404, USER_NOT_FOUND);

    PreparedMessage prepared =
        value(messages().prepare(fromContact(byUserId(ContactRef.Type.CONTACT))));

    assertThat(prepared.request().path("from"))
        .isEqualTo(json("{\"type\": \"contact\", \"user_id\": \"cust/7\"}"));
    assertThat(prepared.contactIds()).isEmpty();
  }

  @Test
  void aVisitorByUserIdWhoHasBecomeAContactWritesAsThatContact() {
    server.answers("{\"id\": \"66f1\", \"role\": \"user\"}");

    JsonNode request = request(messages(), fromContact(byUserId(ContactRef.Type.CONTACT)));

    assertThat(request.path("from")).isEqualTo(json("{\"type\": \"user\", \"id\": \"66f1\"}"));
  }

  @Test
  void aSenderWhoCannotBeAVisitorMustBeFound() {
    server.answers(404, USER_NOT_FOUND);
    server.answers("{\"data\": []}");

    failure(ContactUnknown.class, messages().prepare(fromContact(byUserId(ContactRef.Type.USER))));
    failure(
        ContactUnknown.class, messages().prepare(fromContact(byEmail(ContactRef.Type.CONTACT))));
  }

  @Test
  void aSenderWhoCannotBeLookedUpIsNotTakenForAVisitor() {
    server.answers(429, "");

    failure(RateLimited.class, messages().prepare(fromContact(byUserId(ContactRef.Type.CONTACT))));
  }

  @Test
  void version1TakesPeopleAsTheDesignerNamesThem() {
    SendMessage messages = messages(ApiVersion.V1_4);

    assertThat(request(messages, inApp(ADA, byEmail(ContactRef.Type.USER))))
        .isEqualTo(
            json(
                """
                {"message_type": "inapp", "body": "Hello",
                 "from": {"type": "admin", "id": "814860"},
                 "to": {"type": "user", "email": "ann@example.com"}}
                """));
    assertThat(request(messages, inApp(ADA, byUserId(ContactRef.Type.LEAD))).path("to"))
        .isEqualTo(json("{\"type\": \"contact\", \"user_id\": \"cust/7\"}"));
    assertThat(request(messages, fromContact(byUserId(ContactRef.Type.USER))))
        .isEqualTo(
            json("{\"from\": {\"type\": \"user\", \"user_id\": \"cust/7\"}, \"body\": \"Hello\"}"));
    assertThat(server.requestCount()).isZero();
  }

  private static Message.FromAdmin asking(
      MessageType type, boolean createConversation, @Nullable Instant createdAt) {
    return new Message.FromAdmin(
        type,
        ADA,
        List.of(ANN),
        List.of(),
        List.of(),
        "Hello",
        null,
        null,
        null,
        createConversation,
        createdAt);
  }

  static Stream<Arguments> refusedByVersion() {
    return Stream.of(
        Arguments.of(
            ApiVersion.V2_11,
            email(List.of(ANN), List.of(BEN), List.of()),
            "'cc' needs version 2.14 or newer"),
        Arguments.of(
            ApiVersion.V2_13,
            email(List.of(ANN), List.of(), List.of(BEN)),
            "'bcc' needs version 2.14 or newer"),
        Arguments.of(
            ApiVersion.V2_11,
            inApp(ADA, ANN, BEN),
            "'to: several recipients' needs version 2.14 or newer"),
        Arguments.of(
            ApiVersion.V2_11,
            email(List.of(ANN, BEN), List.of(BEN), List.of(BEN)),
            "'to: several recipients' needs version 2.14 or newer and 'cc' needs version 2.14 or"
                + " newer and 'bcc' needs version 2.14 or newer"),
        Arguments.of(
            ApiVersion.V2_14,
            asking(MessageType.SMS, false, null),
            "'messageType: sms' needs version Preview or newer"),
        Arguments.of(
            ApiVersion.V2_14,
            asking(MessageType.WHATSAPP, false, null),
            "'messageType: whatsapp' needs version 2.16 or newer"),
        Arguments.of(
            ApiVersion.V2_6,
            asking(MessageType.INAPP, true, null),
            "'createConversationWithoutContactReply' needs version 2.7 or newer"),
        Arguments.of(
            ApiVersion.V2_10,
            asking(MessageType.INAPP, false, NOW),
            "'createdAt' needs version 2.11 or newer"),
        Arguments.of(
            ApiVersion.V2_10,
            new Message.FromContact(ANN, "Hello", null, NOW),
            "'createdAt' needs version 2.11 or newer"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("refusedByVersion")
  void whatThePinnedVersionLacksIsRefusedBeforeAnyCall(
      ApiVersion version, Message message, String words) {
    var outcome = messages(version).prepare(message);

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .isEqualTo(
            "INTERCOM_INVALID_REQUEST: This workspace is pinned to version %s of Intercom's API,"
                    .formatted(version)
                + " where "
                + words
                + ". Leave it out, or pin a newer version in the worker's configuration.");
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void theOtherDoorIsRefusedWhereTheVersionLacksIt() {
    var outcome = messages(ApiVersion.V1_4, null, Endpoint.CONVERSATIONS).prepare(fromContact(ANN));

    assertThat(failure(Rejected.class, outcome).problem().describe())
        .contains("'contact-messages: conversations' needs version 2.0 or newer");
    assertThat(server.requestCount()).isZero();
  }

  static Stream<Arguments> takenByVersion() {
    return Stream.of(
        Arguments.of(ApiVersion.V2_11, asking(MessageType.INAPP, true, NOW)),
        Arguments.of(ApiVersion.V2_14, email(List.of(ANN, BEN), List.of(BEN), List.of(BEN))),
        Arguments.of(ApiVersion.V2_16, asking(MessageType.WHATSAPP, false, null)),
        Arguments.of(ApiVersion.PREVIEW, asking(MessageType.SMS, false, null)),
        Arguments.of(ApiVersion.V1_0, inApp(ADA, ANN)));
  }

  @ParameterizedTest
  @MethodSource("takenByVersion")
  void whatThePinnedVersionHasIsPrepared(ApiVersion version, Message message) {
    var outcome = messages(version).prepare(message);

    assertThat(outcome).isInstanceOf(Outcome.Done.class);
  }

  private Failure deliverToUnknown(String... contactsById) {
    SendMessage messages = messages();
    PreparedMessage prepared = value(messages.prepare(inApp(ADA, ANN, BEN)));
    server.answers(404, USER_NOT_FOUND);
    for (String contact : contactsById) {
      server.answers(contact.isEmpty() ? 404 : 200, contact.isEmpty() ? USER_NOT_FOUND : contact);
    }
    Failure failure =
        failure(Failure.class, messages.deliver(prepared, value(messages.permit(Duration.ZERO))));
    assertThat(server.asked())
        .as("one send, whatever is asked afterwards")
        .filteredOn("POST /messages"::equals)
        .hasSize(1);
    return failure;
  }

  private static String createdAt(Instant time) {
    return "{\"id\": \"66f1\", \"created_at\": %d}".formatted(time.getEpochSecond());
  }

  @Test
  void aSendToLongKnownContactsThatFindsNobodyIsFinal() {
    Failure failure =
        deliverToUnknown(createdAt(NOW.minusSeconds(600)), createdAt(NOW.minusSeconds(9999)));

    assertThat(failure).isInstanceOf(Rejected.class);
    assertThat(failure.problem().describe())
        .isEqualTo(
            "INTERCOM_CONTACT_NOT_FOUND: Intercom knows the contact but does not let it be written"
                + " to: it is archived or blocked. Intercom answered 404 not_found \"User Not"
                + " Found\" (request id r1). Unarchive the contact in Intercom, or leave it out.");
  }

  @Test
  void aSendToAYoungContactIsTriedAgain() {
    Failure failure =
        deliverToUnknown(createdAt(NOW.minusSeconds(9999)), createdAt(NOW.minusSeconds(599)));

    assertThat(failure).isInstanceOf(ContactUnknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"id\": \"66f1\"}", "{\"id\": \"66f1\", \"created_at\": null}"})
  void aSendToAContactOfUnknownAgeIsTriedAgain(String contact) {
    assertThat(deliverToUnknown(contact)).isInstanceOf(ContactUnknown.class);
  }

  @Test
  void aSendOfUnknownOutcomeStaysThat() {
    SendMessage messages = messages();
    PreparedMessage prepared = value(messages.prepare(inApp(ADA, ANN)));
    server.answers(500, "");

    failure(
        OutcomeUnknown.class, messages.deliver(prepared, value(messages.permit(Duration.ZERO))));

    assertThat(server.asked()).containsExactly("POST /messages");
  }

  @ParameterizedTest
  @CsvSource({
    "inapp, INAPP",
    "in_app, INAPP",
    "' InApp ', INAPP",
    "EMAIL, EMAIL",
    "sms, SMS",
    "WhatsApp, WHATSAPP"
  })
  void aMessageTypeIsReadInAnySpelling(String word, MessageType type) {
    assertThat(MessageType.parse(word)).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "push", "in-app"})
  void anUnknownMessageTypeIsNone(String word) {
    assertThat(MessageType.parse(word)).isEmpty();
  }
}

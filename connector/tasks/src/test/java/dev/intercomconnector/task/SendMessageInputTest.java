package dev.intercomconnector.task;

import static dev.intercomconnector.task.Read.incident;
import static dev.intercomconnector.task.Read.job;
import static dev.intercomconnector.task.Read.saying;
import static dev.intercomconnector.task.Read.value;
import static dev.intercomconnector.task.Read.variables;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Admin;
import dev.intercomconnector.intercom.SentMessage;
import dev.intercomconnector.message.Message;
import dev.intercomconnector.message.MessageType;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.message.WhatsApp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendMessageInputTest {

  private static final ContactRef ANN =
      new ContactRef(ContactRef.Type.USER, new PersonKey.Email("ann@example.com"));
  private static final String TO_ANN = "'to': {'type': 'user', 'email': 'ann@example.com'}";
  private static final String IN_APP = "{" + TO_ANN + ", 'body': 'Hi'}";
  private static final String EMAIL =
      "{'messageType': 'email', 'subject': 'News', 'template': 'plain', 'body': 'Hi', "
          + TO_ANN
          + "}";
  private static final String WHATSAPP =
      "{'messageType': 'whatsapp', 'template': 'welcome', 'components': [], 'to': {'id': '1'}}";
  private static final String FROM_CONTACT = "{'from': {'type': 'user', 'id': '1'}, 'body': 'Hi'}";

  private static SendMessageInput read(JsonNode variables) {
    return value(SendMessageInput.read(job(variables)));
  }

  private static Message.FromAdmin fromAdmin(JsonNode variables) {
    return (Message.FromAdmin) read(variables).message();
  }

  /** The variables with some others laid over them; null takes one away. */
  private static JsonNode with(String base, String over) {
    ObjectNode variables = (ObjectNode) variables(base);
    variables.setAll((ObjectNode) variables("{" + over + "}"));
    return variables;
  }

  static Stream<Arguments> mistakes() {
    String contact = "; it must be a contact such as {type: \"user\", email: \"ann@example.com\"}.";
    String oneMark = " has more than one of id, userId and email; give exactly one.";
    String noMark = " names nobody; give its id, userId or email.";
    String noEmail = "; it must be one e-mail address such as ann@example.com, and nothing else.";
    String time =
        "; it must be a time with an offset such as 2026-03-01T09:00:00Z, or epoch seconds.";
    String noRecipients =
        " is given, but a contact's own message goes to the team and has no recipients.";
    return Stream.of(
        mistake(IN_APP, "'body': null", "'body' is missing; write the text of the message."),
        mistake(IN_APP, "'body': ''", "'body' is empty; write the text of the message."),
        mistake(IN_APP, "'body': ' \\n '", "'body' is empty; write the text of the message."),
        mistake(IN_APP, "'body': {'a': 1}", "'body' is {\"a\":1}; it must be text."),
        mistake(FROM_CONTACT, "'body': null", "'body' is missing; write the text of the message."),
        mistake(EMAIL, "'subject': null", "'subject' is missing; an e-mail needs one."),
        mistake(EMAIL, "'subject': ' '", "'subject' is missing; an e-mail needs one."),
        mistake(EMAIL, "'subject': ['News']", "'subject' is [\"News\"]; it must be text."),
        mistake(
            EMAIL,
            "'template': 'fancy'",
            "'template' is 'fancy'; an e-mail's can be plain or personal."),
        mistake(EMAIL, "'template': {}", "'template' is {}; it must be text."),
        mistake(
            IN_APP,
            "'messageType': 'push'",
            "'messageType' is 'push'; it can be inapp, email, whatsapp or sms."),
        mistake(
            IN_APP,
            "'messageType': 'whatsapp'",
            "'template' and 'components' are needed for WhatsApp: the name of an approved template"
                + " and the list of its components."),
        mistake(
            IN_APP,
            "'messageType': 'whatsapp', 'template': 'welcome', 'components': 'BODY'",
            "'template' and 'components' are needed for WhatsApp: the name of an approved template"
                + " and the list of its components."),
        mistake(
            IN_APP,
            "'to': null",
            "'to' is missing; name at least one contact who gets the message."),
        mistake(
            IN_APP, "'to': []", "'to' is missing; name at least one contact who gets the message."),
        mistake(IN_APP, "'to': 'ann@example.com'", "'to' is 'ann@example.com'" + contact),
        mistake(IN_APP, "'to': {'type': 'user'}", "'to'" + noMark),
        mistake(IN_APP, "'to': {'id': '', 'email': ' '}", "'to'" + noMark),
        mistake(IN_APP, "'to': {'id': '1', 'email': 'a@b.c'}", "'to'" + oneMark),
        mistake(
            IN_APP,
            "'to': {'type': 'admin', 'id': '1'}",
            "'to.type' is 'admin'; it can be user, lead or contact."),
        mistake(
            IN_APP,
            "'to': [{'id': '1'}, null, {'type': 'team', 'id': 1}]",
            "'to[2]' is null"
                + contact
                + " 'to[3].type' is 'team'; it can be user, lead or"
                + " contact."),
        mistake(IN_APP, "'to': {'id': ['1']}", "'to.id' is [\"1\"]; it must be text."),
        mistake(
            IN_APP,
            "'to': {'email': 'Ann <ann@example.com>'}",
            "'to.email' is 'Ann <ann@example.com>'" + noEmail),
        mistake(
            IN_APP,
            "'to': {'email': 'ann@example.com, ben@example.com'}",
            "'to.email' is 'ann@example.com, ben@example.com'" + noEmail),
        mistake(
            IN_APP,
            "'cc': [{'email': 'ann@example.com\\u00a0'}]",
            "'cc[1].email' is 'ann@example.com\\u00a0'" + noEmail),
        mistake(IN_APP, "'to': {'id': '..'}", "'to.id' is '..', which is no id."),
        mistake(IN_APP, "'to': {'userId': '.'}", "'to.userId' is '.', which is no id."),
        mistake(
            IN_APP,
            "'to': {'phone': 5547999998888}",
            "'to.phone' is given, but only a WhatsApp message to one person can go to a number."),
        mistake(
            WHATSAPP,
            "'to': {'phone': '0800 call me'}",
            "'to.phone' is '0800 call me'; it must be a phone number with its country's code, such"
                + " as 5547999998888."),
        mistake(
            WHATSAPP,
            "'to': {'phone': 5547999998888, 'id': '1'}",
            "'to' has a phone and an id, userId or email; give one."),
        mistake(IN_APP, "'cc': 7", "'cc' is 7" + contact),
        mistake(IN_APP, "'bcc': [{}]", "'bcc[1]'" + noMark),
        mistake(
            IN_APP,
            "'from': {'type': 'team', 'id': '1'}",
            "'from.type' is 'team'; it can be admin, user, lead or contact."),
        mistake(
            IN_APP,
            "'from': 'Ada'",
            "'from' is 'Ada'; it must be such as {type: \"admin\", id: \"123\"}."),
        mistake(IN_APP, "'from': {'id': '1', 'email': 'a@b.c'}", "'from'" + oneMark),
        mistake(
            IN_APP,
            "'from': {'type': 'admin', 'id': ['814860']}",
            "'from.id' is [\"814860\"]; it must be text."),
        mistake(FROM_CONTACT, "'from': {'type': 'lead'}", "'from'" + noMark),
        mistake(FROM_CONTACT, "'to': {'id': '2'}", "'to'" + noRecipients),
        mistake(FROM_CONTACT, "'cc': {'id': '2'}", "'cc'" + noRecipients),
        mistake(FROM_CONTACT, "'bcc': [{'id': '2'}]", "'bcc'" + noRecipients),
        mistake(
            FROM_CONTACT,
            "'messageType': 'email'",
            "'messageType' is 'email'; a contact's own message is always inapp."),
        mistake(IN_APP, "'createdAt': 'tomorrow'", "'createdAt' is 'tomorrow'" + time),
        mistake(
            IN_APP,
            "'createdAt': '2026-03-01T09:00:00'",
            "'createdAt' is '2026-03-01T09:00:00'" + time),
        mistake(IN_APP, "'createdAt': -5", "'createdAt' is '-5'" + time),
        mistake(
            IN_APP,
            "'onUnknownOutcome': 'retry'",
            "'onUnknownOutcome' is 'retry'; it can be incident, bpmnError, resend."),
        mistake(
            IN_APP,
            "'createConversationWithoutContactReply': 'yes'",
            "'createConversationWithoutContactReply' is 'yes'; it can be true, false."),
        mistake(IN_APP, "'workspace': ['a']", "'workspace' is [\"a\"]; it must be text."),
        mistake(
            EMAIL,
            "'to': null, 'subject': null, 'template': 'x', 'body': '', 'createdAt': 'x',"
                + " 'onUnknownOutcome': 'x'",
            "'to' is missing; name at least one contact who gets the message. 'body' is empty;"
                + " write the text of the message. 'subject' is missing; an e-mail needs one."
                + " 'template' is 'x'; an e-mail's can be plain or personal. 'createdAt' is 'x'"
                + time
                + " 'onUnknownOutcome' is 'x'; it can be incident, bpmnError, resend."));
  }

  private static Arguments mistake(String base, String over, String sentences) {
    return Arguments.of(with(base, over), sentences);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void everyMistakeIsNamedWithWhatIsAllowed(JsonNode variables, String sentences) {
    var outcome = SendMessageInput.read(job(variables));

    assertThat(incident(outcome)).isEqualTo(saying(sentences));
  }

  @Test
  void whatIsOutsideOfTheTasksOwnVariableIsNotRead() {
    ObjectNode variables = (ObjectNode) job(variables(IN_APP));
    variables.setAll(
        (ObjectNode)
            variables(
                """
                {'cc': {'email': 'stranger@example.com'}, 'createdAt': '2020-01-01T00:00:00Z',
                 'to': [], 'body': 'x', 'workspace': 'x', 'messageType': 'x', 'from': 'x',
                 'accessToken': 'x', 'onUnknownOutcome': 'x'}
                """));

    assertThat(value(SendMessageInput.read(variables))).isEqualTo(read(variables(IN_APP)));
  }

  static Stream<Arguments> withoutInputs() {
    String advice =
        " Use the element template, or map each input into it, such as 'intercom.messageId'.";
    return Stream.of(
        Arguments.of(
            "{'to': {'id': '1'}, 'body': 'Hi'}",
            "The task has no inputs: its variable 'intercom' is missing." + advice),
        Arguments.of(
            "{'intercom': 'Hi'}",
            "The task has no inputs: its variable 'intercom' is 'Hi'." + advice),
        Arguments.of(
            "{'intercom': null}",
            "The task has no inputs: its variable 'intercom' is null." + advice));
  }

  @ParameterizedTest
  @MethodSource
  void withoutInputs(String variables, String sentences) {
    assertThat(incident(SendMessageInput.read(variables(variables))))
        .isEqualTo("INTERCOM_INVALID_REQUEST: " + sentences);
  }

  @Test
  void aLongValueIsShownInPart() {
    var outcome =
        SendMessageInput.read(job(with(IN_APP, "'messageType': '" + "x".repeat(9) + "'")));
    var longer = SendMessageInput.read(job(with(IN_APP, "'createdAt': '" + "x".repeat(61) + "'")));

    assertThat(incident(outcome)).contains("'xxxxxxxxx'");
    assertThat(incident(longer)).contains("'createdAt' is '" + "x".repeat(60) + "...'; it must");
  }

  @Test
  void theLeastThatIsNeededIsARecipientAndABody() {
    SendMessageInput input = read(variables(IN_APP));

    assertThat(input)
        .isEqualTo(
            new SendMessageInput(
                "default",
                null,
                new Message.FromAdmin(
                    MessageType.INAPP,
                    null,
                    List.of(ANN),
                    List.of(),
                    List.of(),
                    "Hi",
                    null,
                    null,
                    null,
                    false,
                    null),
                OnUnknownOutcome.INCIDENT));
  }

  @Test
  void anEmailsTemplateIsReadInAnyCase() {
    assertThat(read(with(EMAIL, "'template': ' Plain '"))).isEqualTo(read(variables(EMAIL)));
  }

  @Test
  void aFormOfBlanksIsAsIfNothingWereGiven() {
    String blanks =
        """
        'workspace': '', 'accessToken': ' ', 'messageType': '', 'cc': '', 'bcc': [],
        'from': {'type': '', 'id': '', 'email': ' '}, 'subject': '', 'template': '',
        'components': null, 'createConversationWithoutContactReply': '', 'createdAt': '',
        'referer': '', 'onUnknownOutcome': ''
        """;

    assertThat(read(with(IN_APP, blanks))).isEqualTo(read(variables(IN_APP)));
  }

  @Test
  void allThatAnEmailCanHaveIsRead() {
    JsonNode variables =
        with(
            EMAIL,
            """
            'workspace': 'shop', 'accessToken': 'tok', 'from': {'type': 'admin', 'id': 814860},
            'to': [{'type': 'lead', 'id': 7}, {'userId': ' cust-1 '}],
            'cc': {'type': 'USER', 'email': 'ann@example.com'},
            'bcc': [{'type': 'user', 'email': 'ann@example.com'}],
            'createConversationWithoutContactReply': true, 'createdAt': 1700000000,
            'onUnknownOutcome': 'bpmnError'
            """);

    assertThat(read(variables))
        .isEqualTo(
            new SendMessageInput(
                "shop",
                "tok",
                new Message.FromAdmin(
                    MessageType.EMAIL,
                    new PersonKey.Id("814860"),
                    List.of(
                        new ContactRef(ContactRef.Type.LEAD, new PersonKey.Id("7")),
                        new ContactRef(ContactRef.Type.CONTACT, new PersonKey.UserId("cust-1"))),
                    List.of(ANN),
                    List.of(ANN),
                    "Hi",
                    "News",
                    "plain",
                    null,
                    true,
                    Instant.ofEpochSecond(1_700_000_000)),
                OnUnknownOutcome.BPMN_ERROR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T09:00:00+01:00",
        "2026-03-01T09:00:00@Europe/Berlin",
        "2026-03-01T09:00:00+01:00[Europe/Berlin]",
        "1772352000"
      })
  void aTimeIsReadAsFeelWritesIt(String written) {
    assertThat(read(with(EMAIL, "'createdAt': '" + written + "'")).message().createdAt())
        .isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
  }

  @Test
  void whatAnInAppMessageCannotMeanIsIgnored() {
    Message.FromAdmin message =
        fromAdmin(with(IN_APP, "'subject': 'News', 'template': 'plain', 'components': [1]"));

    assertThat(message).isEqualTo(fromAdmin(variables(IN_APP)));
  }

  @Test
  void aWhatsAppMessageIsATemplateAndNeedsNoBody() {
    Message.FromAdmin message = fromAdmin(variables(WHATSAPP));

    assertThat(message.type()).isEqualTo(MessageType.WHATSAPP);
    assertThat(message.body()).isNull();
    assertThat(message.whatsApp()).isEqualTo(new WhatsApp("welcome", null, variables("[]"), null));
    assertThat(message.to()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5547999998888", "'+55 (47) 99999-8888'", "5547999998888.0"})
  void aWhatsAppMessageGoesToAPhoneNumber(String phone) {
    Message.FromAdmin message =
        fromAdmin(
            with(
                WHATSAPP,
                "'to': {'phone': %s, 'name': 'John Doe'}, 'locale': 'en'".formatted(phone)));

    assertThat(message.to()).isEmpty();
    assertThat(message.whatsApp())
        .isEqualTo(
            new WhatsApp(
                "welcome", "en", variables("[]"), new WhatsApp.Phone("5547999998888", "John Doe")));
  }

  @Test
  void anEmailMayHaveNoTemplateWhereIntercomsVersionDoesNotAskForOne() {
    assertThat(fromAdmin(with(EMAIL, "'template': null")).template()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "12345678.9, 12345678.9",
    "1000000.0, 1000000",
    "1.0E7, 10000000",
    "0.0, 0",
    "-2.50, -2.5",
    "true, true"
  })
  void aNumberIsWrittenAsPeopleWriteIt(String given, String body) {
    assertThat(fromAdmin(with(IN_APP, "'body': " + given)).body()).isEqualTo(body);
  }

  @Test
  void aNumberWithinAWhatsAppTemplateIsWrittenAsPeopleWriteIt() {
    JsonNode message =
        with(WHATSAPP, "'components': [{'parameters': [{'text': 12345678.9}, {'text': 1.0E6}]}]");

    WhatsApp whatsApp = Objects.requireNonNull(fromAdmin(message).whatsApp());
    assertThat(whatsApp.components().toString())
        .isEqualTo("[{\"parameters\":[{\"text\":12345678.9},{\"text\":1000000}]}]");
  }

  @Test
  void anIdThatFeelMadeANumberIsTheId() {
    assertThat(fromAdmin(with(IN_APP, "'from': {'id': 9.91267464E8}")).from())
        .isEqualTo(new PersonKey.Id("991267464"));
  }

  @Test
  void whoIsNamedTwiceIsReadOnce() {
    assertThat(fromAdmin(with(IN_APP, "'to': [{'id': '1'}, {'id': 1.0}, {'id': '2'}]")).to())
        .extracting(ContactRef::key)
        .containsExactly(new PersonKey.Id("1"), new PersonKey.Id("2"));
  }

  @ParameterizedTest
  @CsvSource({
    "inapp, INAPP",
    "in_app, INAPP",
    "' InApp', INAPP",
    "conversation, INAPP",
    "sms, SMS"
  })
  void aMessageTypeIsReadInAnySpelling(String word, MessageType type) {
    assertThat(fromAdmin(with(IN_APP, "'messageType': '" + word + "'")).type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2023-11-14T22:13:20Z'",
        "'2023-11-14T23:13:20+01:00'",
        "'2023-11-14T23:13:20+01:00[Europe/Berlin]'",
        "1700000000",
        "'1700000000'",
        "' 1700000000 '"
      })
  void aTimeIsReadInTwoForms(String time) {
    assertThat(fromAdmin(with(IN_APP, "'createdAt': " + time)).createdAt())
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
  }

  @ParameterizedTest
  @CsvSource({"incident, INCIDENT", "BPMNERROR, BPMN_ERROR", "' resend ', RESEND"})
  void whatHappensOnAnUnknownOutcomeIsRead(String word, OnUnknownOutcome expected) {
    assertThat(read(with(IN_APP, "'onUnknownOutcome': '" + word + "'")).onUnknownOutcome())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"user, USER", "Lead, LEAD", "contact, CONTACT"})
  void aContactsOwnMessageIsRead(String word, ContactRef.Type type) {
    String from = "'from': {'type': '%s', 'userId': 'u1'}".formatted(word);

    SendMessageInput input =
        read(
            with(
                FROM_CONTACT,
                from
                    + ", 'referer': 'https://x.io', 'createdAt': 1700000000, 'to': null, 'cc':"
                    + " []"));

    assertThat(input.message())
        .isEqualTo(
            new Message.FromContact(
                new ContactRef(type, new PersonKey.UserId("u1")),
                "Hi",
                "https://x.io",
                Instant.ofEpochSecond(1_700_000_000)));
  }

  @Test
  void theResultTellsAllThatIntercomSaid() {
    var ada = new Admin("1", "Ada", "ada@example.com");
    var message =
        new SentMessage(
            "9", "admin_message", "inapp", Instant.parse("2026-03-01T09:00:00Z"), "41", ada);

    assertThat(SendMessageResult.of(new Sent(message, List.of("66f1"))))
        .isEqualTo(
            new SendMessageResult(
                "9",
                "inapp",
                "admin_message",
                "2026-03-01T09:00:00Z",
                "41",
                List.of("66f1"),
                ada,
                false));
    var meagre = new SentMessage("9", null, null, null, null, null);
    assertThat(SendMessageResult.of(new Sent(meagre, List.of())).createdAt()).isNull();
  }
}

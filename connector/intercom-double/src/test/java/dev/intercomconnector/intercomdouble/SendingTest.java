package dev.intercomconnector.intercomdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendingTest {
  private static final String TO_USER = "'to':{'type':'user','id':'" + Seed.USER + "'}";
  private static final String FROM_ADA = "'from':{'type':'admin','id':" + Seed.ADA + "}";
  private static final String PLAIN =
      "{" + FROM_ADA + "," + TO_USER + ",'message_type':'inapp','body':'Hello'}";

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

  private static String email(String more) {
    return "{" + FROM_ADA + "," + TO_USER + ",'message_type':'email'" + more + "}";
  }

  @Test
  void an_admin_message_is_answered_without_a_conversation() throws Exception {
    Caller.Reply reply = caller.post("/messages", PLAIN);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/type")).isEqualTo("admin_message");
    assertThat(reply.text("/id")).matches("\\d+");
    assertThat(reply.text("/created_at")).isEqualTo(Long.toString(clock.second()));
    assertThat(reply.text("/message_type")).isEqualTo("inapp");
    assertThat(reply.text("/owner/id")).isEqualTo(Seed.ADA);
    assertThat(reply.body().has("conversation_id")).isFalse();
    assertThat(intercom.control().conversationsOf(reply.text("/id"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inapp", "in_app", "conversation"})
  void all_spellings_of_in_app_mean_the_same(String spelling) throws Exception {
    Caller.Reply reply = caller.post("/messages", PLAIN.replace("inapp", spelling));

    assertThat(reply.text("/message_type")).isEqualTo("inapp");
  }

  @Test
  void an_admin_id_may_be_a_string() throws Exception {
    Caller.Reply reply = caller.post("/messages", PLAIN.replace(Seed.ADA, "'" + Seed.ADA + "'"));

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void an_email_needs_a_body_then_a_subject_then_a_template() throws Exception {
    assertThat(caller.post("/messages", email(",'subject':'S','body':null")).error())
        .isEqualTo("parameter_invalid: Body is required");
    Caller.Reply noSubject = caller.post("/messages", email(",'body':'B'"));
    assertThat(noSubject.status()).isEqualTo(422);
    assertThat(noSubject.error())
        .isEqualTo("parameter_not_found: No subject supplied for email message");
    assertThat(caller.post("/messages", email(",'subject':'S','body':'B'")).status())
        .isEqualTo(422);
    Caller.Reply sent =
        caller.post("/messages", email(",'subject':'S','body':'B','template':'plain'"));
    assertThat(sent.text("/subject")).isEqualTo("S");
  }

  @Test
  void an_unknown_admin_is_named_as_such() throws Exception {
    Caller.Reply reply = caller.post("/messages", PLAIN.replace(Seed.ADA, "1"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).isEqualTo("admin_not_found: Admin not found");
  }

  @Test
  void an_unsubscribed_contact_gets_no_email_but_in_app_messages() throws Exception {
    String id =
        intercom
            .control()
            .addContact(
                NewContact.of(
                    Role.USER,
                    Profile.empty().withEmail("un@example.com").withUnsubscribedFromEmails(true)))
            .id();
    Caller.Reply mail =
        caller.post(
            "/messages",
            email(",'subject':'S','body':'B','template':'plain'").replace(Seed.USER, id));

    assertThat(mail.status()).isEqualTo(403);
    assertThat(mail.error()).endsWith("This user is unsubscribed from emails");
    assertThat(caller.post("/messages", PLAIN.replace(Seed.USER, id)).status()).isEqualTo(200);
  }

  @Test
  void a_young_contact_is_not_found_until_it_is_old_enough() throws Exception {
    String id =
        intercom
            .control()
            .addContact(NewContact.user("new@example.com").withYoungFor(Duration.ofSeconds(90)))
            .id();
    String message = PLAIN.replace(Seed.USER, id);

    Caller.Reply early = caller.post("/messages", message);
    assertThat(early.status()).isEqualTo(404);
    assertThat(early.error()).isEqualTo("not_found: User Not Found");
    clock.advance(Duration.ofSeconds(90));
    assertThat(caller.post("/messages", message).status()).isEqualTo(200);
  }

  @Test
  void archived_contacts_visitors_and_wrong_roles_are_not_found() throws Exception {
    String archived =
        intercom
            .control()
            .addContact(
                NewContact.user("gone@example.com").withStatus(new ContactStatus.Archived()))
            .id();

    assertThat(caller.post("/messages", PLAIN.replace(Seed.USER, archived)).status())
        .isEqualTo(404);
    assertThat(caller.post("/messages", PLAIN.replace(Seed.USER, Seed.VISITOR)).status())
        .isEqualTo(404);
    assertThat(caller.post("/messages", PLAIN.replace(Seed.USER, Seed.LEAD)).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"2.15,404", "2.16,410", "Preview,410"})
  void a_merged_contact_is_gone_with_a_link_from_2_16_on(String version, int status)
      throws Exception {
    String merged =
        intercom
            .control()
            .addContact(
                NewContact.lead("twice@example.com")
                    .withStatus(new ContactStatus.MergedInto(Seed.USER)))
            .id();
    Caller.Reply reply =
        caller.withVersion(version).post("/messages", PLAIN.replace(Seed.USER, merged));

    assertThat(reply.status()).isEqualTo(status);
    if (status == 410) {
      assertThat(reply.error()).startsWith("contact_merged");
      assertThat(reply.header("Link")).contains("</contacts/" + Seed.USER + ">; rel=\"canonical\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.13    | to           | 'to':[{'type':'user','id':'6762f0d01bb69f9f2193bb01'}]",
        "2.13    | cc           | 'cc':{'type':'user','id':'6762f0d01bb69f9f2193bb01'}",
        "2.10    | created_at   | 'created_at':1700000000",
        "2.6     | create_conversation_without_contact_reply |"
            + " 'create_conversation_without_contact_reply':true",
        "2.15    | message_type | 'message_type':'whatsapp'",
        "2.16    | message_type | 'message_type':'sms'"
      })
  void a_field_newer_than_the_version_is_refused_by_name(String version, String field, String value)
      throws Exception {
    String message = PLAIN.substring(0, PLAIN.length() - 1) + "," + value.replace("\"", "'") + "}";

    Caller.Reply reply = caller.withVersion(version).post("/messages", message);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/code")).isEqualTo("parameter_invalid");
    assertThat(reply.text("/errors/0/field")).isEqualTo(field);
  }

  @Test
  void several_recipients_have_a_conversation_each_with_the_same_source() throws Exception {
    String message =
        ("{%s,'to':[{'type':'user','id':'%s'},{'type':'lead','id':'%s'}],'message_type':'inapp',"
                + "'body':'All','create_conversation_without_contact_reply':true}")
            .formatted(FROM_ADA, Seed.USER, Seed.LEAD);
    String id = caller.post("/messages", message).text("/id");

    assertThat(intercom.control().conversationsOf(id))
        .extracting(conversation -> conversation.contactId())
        .containsExactly(Seed.USER, Seed.LEAD);
    assertThat(intercom.control().conversationsOf(id))
        .allMatch(conversation -> conversation.source().id().equals(id));
  }

  @Test
  void a_contacts_message_opens_a_conversation_at_once() throws Exception {
    Caller.Reply reply =
        caller.post("/messages", "{'from':{'type':'user','id':'" + Seed.USER + "'},'body':'Help'}");

    assertThat(reply.text("/type")).isEqualTo("user_message");
    Caller.Reply conversation = caller.get("/conversations/" + reply.text("/conversation_id"));
    assertThat(conversation.text("/source/id")).isEqualTo(reply.text("/id"));
    assertThat(conversation.text("/source/author/type")).isEqualTo("user");
    assertThat(conversation.body().path("open").asBoolean()).isTrue();
    assertThat(conversation.text("/first_contact_reply/created_at"))
        .isEqualTo(Long.toString(clock.second()));
  }

  @Test
  void a_visitor_who_writes_becomes_a_lead() throws Exception {
    Caller.Reply reply =
        caller.post(
            "/conversations", "{'from':{'type':'contact','user_id':'visitor-1'},'body':'Hi'}");

    assertThat(reply.text("/conversation_id")).matches("\\d+");
    assertThat(caller.get("/contacts/" + Seed.VISITOR).text("/role")).isEqualTo("lead");
  }

  @Test
  void what_is_refused_is_not_stored() throws Exception {
    caller.post("/messages", PLAIN.replace("Hello", " "));
    caller.withToken("wrong").post("/messages", PLAIN);
    String id = caller.post("/messages", PLAIN).text("/id");

    assertThat(intercom.control().messages()).extracting(StoredMessage::id).containsExactly(id);
  }

  @Test
  void whatsapp_reaches_a_phone_number_from_2_16_on() throws Exception {
    Caller.Reply reply =
        caller
            .withVersion("2.16")
            .post(
                "/messages",
                "{"
                    + FROM_ADA
                    + ",'to':{'phone':'5547999998888','name':'Jo'},'message_type':'whatsapp',"
                    + "'components':[],'template':'keep_live','locale':'en'}");

    assertThat(reply.text("/message_type")).isEqualTo("whatsapp");
    assertThat(reply.text("/template")).isEqualTo("keep_live");
  }

  @Test
  void the_status_of_a_whatsapp_message_names_its_conversation() throws Exception {
    Caller newer = caller.withVersion("2.16");
    String id =
        newer
            .post(
                "/messages",
                "{"
                    + FROM_ADA
                    + ",'to':{'type':'user','id':'"
                    + Seed.USER
                    + "'},'message_type':'whatsapp','components':[],'template':'keep_live'}")
            .text("/id");

    Caller.Reply status = newer.get("/messages/whatsapp/status?message_id=wamid_" + id);

    assertThat(status.text("/status")).isEqualTo("delivered");
    assertThat(status.text("/message_id")).isEqualTo("wamid_" + id);
    assertThat(status.text("/template_name")).isEqualTo("keep_live");
    assertThat(newer.get("/conversations/" + status.text("/conversation_id")).text("/source/id"))
        .isEqualTo(id);
    assertThat(newer.get("/messages/whatsapp/status?message_id=wamid_1").error())
        .isEqualTo("whatsapp_message_not_found: Whatsapp message not found");
    assertThat(newer.get("/messages/whatsapp/status").text("/message"))
        .isEqualTo("message_id is required");
    assertThat(caller.get("/messages/whatsapp/status?message_id=wamid_" + id).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"Preview", "Unstable"})
  void a_text_message_takes_no_address_of_a_page(String version) throws Exception {
    Caller newest = caller.withVersion(version);
    String sms = PLAIN.replace("inapp", "sms");

    assertThat(newest.post("/messages", sms).text("/message_type")).isEqualTo("sms");
    assertThat(newest.post("/messages", sms.replace("Hello", "See https://example.com")).error())
        .isEqualTo("parameter_invalid: Invalid SMS message body");
  }

  @Test
  void a_flag_that_is_false_is_not_set() throws Exception {
    String message =
        PLAIN.substring(0, PLAIN.length() - 1)
            + ",'create_conversation_without_contact_reply':false}";

    assertThat(caller.withVersion("2.6").post("/messages", message).status()).isEqualTo(200);
  }

  @Test
  void an_in_app_message_is_shown_with_its_words_as_the_subject() throws Exception {
    Caller.Reply reply = caller.post("/messages", PLAIN.replace("Hello", "<p>Hello</p>"));

    assertThat(reply.text("/subject")).isEqualTo("Hello");
    assertThat(reply.text("/body")).isEqualTo("<p>Hello</p>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'user_id':'user-1'", "'email':'uma@example.com'"})
  void version_1_takes_a_sender_by_any_handle(String handle) throws Exception {
    Caller.Reply reply =
        caller
            .withVersion("1.4")
            .post("/messages", "{'from':{'type':'user'," + handle + "},'body':'Help'}");

    assertThat(reply.text("/type")).isEqualTo("user_message");
  }

  @ParameterizedTest
  @CsvSource({"2.15, false, false", "2.16, true, false", "Preview, true, true"})
  void newer_versions_show_more_of_a_conversation(String version, boolean channel, boolean topics)
      throws Exception {
    String id =
        caller
            .post("/messages", "{'from':{'type':'user','id':'" + Seed.USER + "'},'body':'Help'}")
            .text("/conversation_id");

    Caller.Reply shown = caller.withVersion(version).get("/conversations/" + id);

    assertThat(shown.body().at("/channel/initial").asText("none"))
        .isEqualTo(channel ? "messenger" : "none");
    assertThat(shown.body().has("ai_topics")).isEqualTo(topics);
  }
}

package dev.intercomconnector.intercomdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.workspace.App;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactTest {
  private static final App OTHER = new App("other1", "Other", "United States");

  private final SettableClock clock = new SettableClock();
  private IntercomDouble intercom;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    intercom =
        IntercomDouble.start(
            DoubleSettings.usual().withClock(clock).withToken("other-token", OTHER));
    caller = Caller.of(intercom);
    clock.advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void stop() {
    intercom.close();
  }

  private int found(String field, String operator, String value) throws Exception {
    return caller
        .post(
            "/contacts/search",
            "{'query':{'field':'%s','operator':'%s','value':%s}}".formatted(field, operator, value))
        .body()
        .path("total_count")
        .asInt(-1);
  }

  @Test
  void a_new_contact_is_shown_at_once_and_searchable_after_the_lag() throws Exception {
    Caller.Reply created =
        caller.post("/contacts", "{'email':'new@example.com','external_id':'ext/1','name':'New'}");

    assertThat(created.text("/role")).isEqualTo("user");
    assertThat(created.text("/id")).matches("[0-9a-f]{24}");
    assertThat(caller.get("/contacts/" + created.text("/id")).text("/name")).isEqualTo("New");
    assertThat(caller.get("/contacts/find_by_external_id/ext%2F1").text("/id"))
        .isEqualTo(created.text("/id"));
    assertThat(found("email", "=", "'NEW@example.com'")).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(found("email", "=", "'NEW@example.com'")).isEqualTo(1);
    assertThat(found("email", "$", "'@example.com'")).isEqualTo(3);
    assertThat(found("role", "IN", "['lead']")).isEqualTo(1);
  }

  @Test
  void visitors_are_neither_listed_nor_found() throws Exception {
    assertThat(found("external_id", "=", "'visitor-1'")).isZero();
    assertThat(caller.get("/contacts").text("/total_count")).isEqualTo("2");
  }

  @Test
  void dates_are_compared_by_day() throws Exception {
    long now = clock.second();

    assertThat(found("created_at", "=", Long.toString(now - 3600))).isEqualTo(2);
    assertThat(found("created_at", ">", Long.toString(now - 3600))).isZero();
    assertThat(found("created_at", ">", Long.toString(now - 86_400))).isEqualTo(2);
    assertThat(found("created_at", "!=", Long.toString(now))).isEqualTo(-1);
  }

  @Test
  void the_same_external_id_cannot_be_used_twice() throws Exception {
    Caller.Reply reply = caller.post("/contacts", "{'external_id':'user-1'}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error()).startsWith("conflict: A contact matching").endsWith(Seed.USER);
  }

  @Test
  void find_by_external_id_came_with_2_13() throws Exception {
    String path = "/contacts/find_by_external_id/user-1";

    assertThat(caller.withVersion("2.12").get(path).status()).isEqualTo(404);
    assertThat(caller.withVersion("2.13").get(path).status()).isEqualTo(200);
  }

  @Test
  void a_merge_hands_the_conversations_over() throws Exception {
    String lead = intercom.control().addContact(NewContact.lead("lead@example.com")).id();
    String conversation =
        caller
            .post("/messages", "{'from':{'type':'lead','id':'" + lead + "'},'body':'Hi'}")
            .text("/conversation_id");

    Caller.Reply merged =
        caller.post("/contacts/merge", "{'from':'" + lead + "','into':'" + Seed.USER + "'}");

    assertThat(merged.text("/id")).isEqualTo(Seed.USER);
    assertThat(caller.get("/contacts/" + lead).status()).isEqualTo(404);
    assertThat(caller.withVersion("2.16").get("/contacts/" + lead).status()).isEqualTo(410);
    assertThat(caller.get("/conversations/" + conversation).text("/contacts/contacts/0/id"))
        .isEqualTo(Seed.USER);
  }

  @Test
  void a_reply_of_a_contact_merged_meanwhile_comes_from_the_survivor() throws Exception {
    String lead = intercom.control().addContact(NewContact.lead("lead@example.com")).id();
    String message =
        caller
            .post(
                "/messages",
                "{'from':{'type':'admin','id':"
                    + Seed.ADA
                    + "},'to':{'type':'lead','id':'"
                    + lead
                    + "'},'message_type':'inapp','body':'Hi'}")
            .text("/id");
    caller.post("/contacts/merge", "{'from':'" + lead + "','into':'" + Seed.USER + "'}");

    assertThat(intercom.control().contactReplies(message, "Hello").contactId())
        .isEqualTo(Seed.USER);
  }

  @Test
  void archiving_updating_and_deleting_are_remembered() throws Exception {
    String path = "/contacts/" + Seed.LEAD;
    assertThat(caller.call("PUT", path, "{'name':'Renamed'}").text("/email"))
        .isEqualTo("leo@example.com");
    assertThat(caller.post(path + "/archive", "").body().path("archived").asBoolean()).isTrue();
    assertThat(caller.get(path).status()).isEqualTo(404);
    caller.post(path + "/unarchive", "");
    assertThat(caller.get(path).text("/name")).isEqualTo("Renamed");
    assertThat(caller.call("DELETE", path, "").body().path("deleted").asBoolean()).isTrue();
    assertThat(caller.get(path).status()).isEqualTo(404);
  }

  @Test
  void each_token_opens_its_own_workspace() throws Exception {
    Caller other = caller.withToken("other-token");
    caller.post("/messages", "{'from':{'type':'user','id':'" + Seed.USER + "'},'body':'Hi'}");

    assertThat(caller.get("/me").text("/app/region")).isEqualTo("Europe");
    assertThat(other.get("/me").text("/app/region")).isEqualTo("United States");
    assertThat(intercom.control().messages()).hasSize(1);
    assertThat(intercom.control().in("other1").messages()).isEmpty();
  }
}

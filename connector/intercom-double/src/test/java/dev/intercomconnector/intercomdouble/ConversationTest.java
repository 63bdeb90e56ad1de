package dev.intercomconnector.intercomdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTest {
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

  private String send(String more) throws Exception {
    return caller
        .post(
            "/messages",
            "{'from':{'type':'admin','id':"
                + Seed.ADA
                + "},'to':{'type':'user','id':'"
                + Seed.USER
                + "'},'message_type':'inapp','body':'<p>Hello <b>you</b></p>'"
                + more
                + "}")
        .text("/id");
  }

  @Test
  void an_admin_message_with_the_flag_opens_a_closed_conversation_without_parts() throws Exception {
    String message = send(",'create_conversation_without_contact_reply':true");
    StoredConversation opened = intercom.control().conversationsOf(message).getFirst();

    Caller.Reply shown = caller.get("/conversations/" + opened.id());

    assertThat(shown.text("/source/id")).isEqualTo(message);
    assertThat(shown.text("/source/type")).isEqualTo("conversation");
    assertThat(shown.text("/source/delivered_as")).isEqualTo("admin_initiated");
    assertThat(shown.text("/source/author/id")).isEqualTo(Seed.ADA);
    assertThat(shown.body().path("open").asBoolean()).isFalse();
    assertThat(shown.text("/state")).isEqualTo("closed");
    assertThat(shown.body().path("first_contact_reply").isNull()).isTrue();
    assertThat(shown.body().path("statistics").isNull()).isTrue();
    assertThat(shown.body().at("/conversation_parts/conversation_parts")).isEmpty();
    assertThat(shown.text("/contacts/contacts/0/external_id")).isEqualTo("user-1");
  }

  @Test
  void the_contacts_reply_brings_the_conversation_into_being() throws Exception {
    String message = send("");
    clock.advance(Duration.ofMinutes(5));
    String id = intercom.control().contactReplies(message, "Thanks & <bye>").id();

    Caller.Reply shown = caller.get("/conversations/" + id);

    String now = Long.toString(clock.second());
    assertThat(shown.body().path("open").asBoolean()).isTrue();
    assertThat(shown.text("/first_contact_reply/created_at")).isEqualTo(now);
    assertThat(shown.text("/first_contact_reply/type")).isEqualTo("conversation");
    assertThat(shown.text("/statistics/last_contact_reply_at")).isEqualTo(now);
    assertThat(shown.text("/waiting_since")).isEqualTo(now);
    assertThat(shown.text("/conversation_parts/conversation_parts/0/author/type"))
        .isEqualTo("user");
    assertThat(shown.text("/conversation_parts/conversation_parts/0/body"))
        .isEqualTo("<p>Thanks &amp; &lt;bye&gt;</p>");
  }

  @Test
  void a_second_reply_goes_into_the_same_conversation() throws Exception {
    String message = send("");

    String first = intercom.control().contactReplies(message, "One").id();
    String second = intercom.control().contactReplies(message, "Two").id();

    assertThat(second).isEqualTo(first);
    assertThat(intercom.control().conversation(first).parts()).hasSize(2);
  }

  @Test
  void plaintext_is_shown_on_request() throws Exception {
    String id = intercom.control().contactReplies(send(""), "a < b").id();

    Caller.Reply shown = caller.get("/conversations/" + id + "?display_as=plaintext");

    assertThat(shown.text("/source/body")).isEqualTo("Hello you");
    assertThat(shown.text("/conversation_parts/conversation_parts/0/body")).isEqualTo("a < b");
  }

  @Test
  void only_the_500_newest_parts_are_shown() throws Exception {
    String message = send("");
    String id = intercom.control().contactReplies(message, "part 0").id();
    for (int i = 1; i <= 500; i++) {
      intercom.control().contactRepliesIn(id, "part " + i);
    }

    Caller.Reply shown = caller.get("/conversations/" + id);

    assertThat(shown.body().at("/conversation_parts/conversation_parts")).hasSize(500);
    assertThat(shown.text("/conversation_parts/conversation_parts/0/body"))
        .isEqualTo("<p>part 1</p>");
    assertThat(shown.text("/conversation_parts/total_count")).isEqualTo("501");
  }

  @Test
  void closing_and_a_new_reply_are_counted() throws Exception {
    String id = intercom.control().contactReplies(send(""), "Hi").id();
    intercom.control().close(id, Seed.BEN);
    assertThat(caller.get("/conversations/" + id).text("/state")).isEqualTo("closed");

    caller.post(
        "/conversations/" + id + "/reply",
        "{'type':'user','intercom_user_id':'" + Seed.USER + "','body':'Again'}");

    Caller.Reply shown = caller.get("/conversations/" + id);
    assertThat(shown.text("/state")).isEqualTo("open");
    assertThat(shown.text("/statistics/last_closed_by_id")).isEqualTo(Seed.BEN);
    assertThat(shown.text("/statistics/count_reopens")).isEqualTo("1");
  }

  @Test
  void an_admin_replies_and_closes_over_the_api() throws Exception {
    String id = intercom.control().contactReplies(send(""), "Hi").id();
    String admin = "'type':'admin','admin_id':'" + Seed.ADA + "'";

    Caller.Reply replied =
        caller.post(
            "/conversations/" + id + "/reply",
            "{" + admin + ",'message_type':'comment','body':'Hello'}");
    Caller.Reply closed =
        caller.post("/conversations/" + id + "/parts", "{" + admin + ",'message_type':'close'}");

    assertThat(replied.body().path("waiting_since").isNull()).isTrue();
    assertThat(closed.body().path("open").asBoolean()).isFalse();
  }

  @Test
  void what_is_updated_and_deleted_stays_so() throws Exception {
    String id = intercom.control().contactReplies(send(""), "Hi").id();

    caller.call("PUT", "/conversations/" + id, "{'read':true,'open':false,'title':'T'}");
    Caller.Reply shown = caller.get("/conversations/" + id);
    assertThat(shown.body().path("read").asBoolean()).isTrue();
    assertThat(shown.text("/state")).isEqualTo("closed");
    assertThat(shown.text("/title")).isEqualTo("T");

    assertThat(caller.call("DELETE", "/conversations/" + id, "").text("/object"))
        .isEqualTo("conversation");
    Caller.Reply gone = caller.get("/conversations/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.error()).isEqualTo("not_found: Resource Not Found");
  }

  @Test
  void version_1_lists_a_contacts_conversations_by_their_message() throws Exception {
    String message = send("");
    send(",'create_conversation_without_contact_reply':true");
    intercom.control().contactReplies(message, "Hi");
    Caller legacy = caller.withVersion("1.4");

    Caller.Reply open =
        legacy.get("/conversations?type=user&open=true&intercom_user_id=" + Seed.USER);
    Caller.Reply all = legacy.get("/conversations?type=user&email=uma%40example.com");

    assertThat(open.body().path("conversations")).hasSize(1);
    assertThat(open.text("/conversations/0/conversation_message/id")).isEqualTo(message);
    assertThat(open.body().at("/conversations/0/source").isMissingNode()).isTrue();
    assertThat(all.body().path("conversations")).hasSize(2);
    assertThat(
            legacy
                .post("/messages", "{'from':{'type':'user','user_id':'user-1'},'body':'Hi'}")
                .body()
                .has("conversation_id"))
        .isFalse();
  }
}

package dev.intercomconnector.intercomdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlApiTest {
  private static final String MESSAGE =
      "{'from':{'type':'admin','id':"
          + Seed.ADA
          + "},'to':{'type':'user','id':'"
          + Seed.USER
          + "'},'message_type':'inapp','body':'Hi'}";

  private IntercomDouble intercom;
  private Caller caller;
  private Caller control;

  @BeforeEach
  void start() throws Exception {
    intercom = IntercomDouble.start();
    caller = Caller.of(intercom);
    control = caller.withToken(null).withVersion(null);
  }

  @AfterEach
  void stop() {
    intercom.close();
  }

  @Test
  void the_ledger_shows_what_arrived_and_what_became_of_it_but_no_token() throws Exception {
    String id = caller.post("/messages", MESSAGE).text("/id");
    control.get("/me");

    Caller.Reply ledger = control.get("/_sandbox/ledger");

    JsonNode first = ledger.body().at("/requests/0");
    assertThat(first.path("method").asText()).isEqualTo("POST");
    assertThat(first.path("path").asText()).isEqualTo("/messages");
    assertThat(first.at("/headers/intercom-version").asText()).isEqualTo("2.14");
    assertThat(first.at("/body/message_type").asText()).isEqualTo("inapp");
    assertThat(first.path("status").asInt()).isEqualTo(200);
    assertThat(first.path("stored").asText()).isEqualTo(id);
    assertThat(first.path("authorization").asBoolean()).isTrue();
    assertThat(ledger.body().at("/requests/1/authorization").asBoolean()).isFalse();
    assertThat(ledger.body().toString()).doesNotContain(DoubleSettings.TOKEN);
  }

  @Test
  void the_ledger_is_filtered_and_emptied() throws Exception {
    caller.get("/me");
    caller.post("/messages", MESSAGE);
    caller.get("/admins");

    assertThat(control.get("/_sandbox/ledger?path=/messages").body().path("requests")).hasSize(1);
    assertThat(control.get("/_sandbox/ledger?method=get").body().path("requests")).hasSize(2);
    assertThat(control.get("/_sandbox/ledger?since=2").text("/requests/0/path"))
        .isEqualTo("/admins");
    control.call("DELETE", "/_sandbox/ledger", "");
    assertThat(control.get("/_sandbox/ledger").body().path("requests")).isEmpty();
  }

  @Test
  void a_full_ledger_drops_the_oldest_and_says_so() throws Exception {
    try (IntercomDouble small =
        IntercomDouble.start(DoubleSettings.usual().withLedgerCapacity(2))) {
      Caller other = Caller.of(small);
      other.get("/me");
      other.get("/admins");
      other.get("/contacts");

      assertThat(small.control().ledger())
          .extracting(entry -> entry.path())
          .containsExactly("/admins", "/contacts");
      assertThat(small.control().ledgerDropped()).isEqualTo(1);
    }
  }

  @Test
  void replies_and_closing_name_a_message_or_a_conversation() throws Exception {
    String message = caller.post("/messages", MESSAGE).text("/id");
    String byMessage = "{'messageId':'" + message + "'";

    assertThat(control.post("/_sandbox/close", byMessage + "}").status()).isEqualTo(404);
    Caller.Reply reply =
        control.post("/_sandbox/reply", byMessage + ",'as':'contact','body':'Hello'}");
    String conversation = reply.text("/conversationId");
    control.post(
        "/_sandbox/reply",
        "{'conversationId':'" + conversation + "','as':'admin','body':'Anything else?'}");
    Caller.Reply closed = control.post("/_sandbox/close", byMessage + "}");

    assertThat(reply.text("/state")).isEqualTo("open");
    assertThat(closed.text("/state")).isEqualTo("closed");
    assertThat(closed.text("/parts")).isEqualTo("3");
    JsonNode stored = control.get("/_sandbox/messages").body().at("/messages/0");
    assertThat(stored.path("id").asText()).isEqualTo(message);
    assertThat(stored.at("/from/id").asText()).isEqualTo(Seed.ADA);
    assertThat(stored.at("/recipients/0/id").asText()).isEqualTo(Seed.USER);
    assertThat(stored.at("/conversationIds/0").asText()).isEqualTo(conversation);
  }

  @Test
  void people_are_added_as_they_are_asked_for() throws Exception {
    Caller.Reply young =
        control.post(
            "/_sandbox/contacts",
            "{'role':'lead','email':'l@example.com','external_id':'l','youngFor':'PT1H'}");
    control.post(
        "/_sandbox/contacts",
        "{'role':'lead','id':'000000000000000000000001','mergedInto':'" + Seed.USER + "'}");
    control.post("/_sandbox/admins", "{'id':'7','name':'Cy','email':'cy@example.com'}");

    String toYoung = MESSAGE.replace(Seed.USER, young.text("/id")).replace("'user'", "'lead'");
    assertThat(caller.post("/messages", toYoung).error()).isEqualTo("not_found: User Not Found");
    assertThat(caller.withVersion("2.16").get("/contacts/000000000000000000000001").header("Link"))
        .isPresent();
    assertThat(caller.get("/admins/7").text("/name")).isEqualTo("Cy");
  }

  @Test
  void faults_are_set_shown_and_removed() throws Exception {
    String fault =
        "{'method':'POST','path':'/messages','times':2,'effect':'status','status':302,"
            + "'when':'after','headers':{'Location':'http://127.0.0.1:1/'},'body':''}";

    assertThat(control.post("/_sandbox/faults", fault).status()).isEqualTo(200);
    Caller.Reply redirect = caller.post("/messages", MESSAGE);

    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("Location")).contains("http://127.0.0.1:1/");
    assertThat(intercom.control().messages()).hasSize(1);
    assertThat(control.get("/_sandbox/faults").text("/faults/0/times")).isEqualTo("1");
    control.call("DELETE", "/_sandbox/faults", "");
    assertThat(caller.post("/messages", MESSAGE).status()).isEqualTo(200);
  }

  @Test
  void the_behaviour_changes_field_by_field() throws Exception {
    Caller.Reply changed =
        control.call("PUT", "/_sandbox/behaviour", "{'rateLimit':5,'indexLag':'PT8S'}");

    assertThat(changed.text("/rateLimit")).isEqualTo("5");
    assertThat(changed.text("/defaultVersion")).isEqualTo("2.14");
    assertThat(caller.get("/me").header("X-RateLimit-Limit")).contains("5");
  }

  @Test
  void a_reset_brings_the_beginning_back_but_no_id_twice() throws Exception {
    String before = caller.post("/messages", MESSAGE).text("/id");
    control.call("PUT", "/_sandbox/behaviour", "{'rateLimit':1}");
    control.post("/_sandbox/faults", "{'path':'*','effect':'close','probability':1}");

    control.post("/_sandbox/reset", "");

    assertThat(intercom.control().messages()).isEmpty();
    assertThat(intercom.control().ledger()).isEmpty();
    Caller.Reply sent = caller.post("/messages", MESSAGE);
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.text("/id")).isNotEqualTo(before);
    assertThat(caller.get("/contacts/" + Seed.LEAD).text("/email")).isEqualTo("leo@example.com");
  }

  @Test
  void mistakes_are_told_in_a_sentence() throws Exception {
    assertThat(control.get("/_sandbox/nothing").status()).isEqualTo(404);
    assertThat(control.post("/_sandbox/reply", "{'messageId':'1','body':'Hi'}").text("/error"))
        .isEqualTo("No message 1");
    Caller.Reply fault =
        control.post("/_sandbox/faults", "{'path':'/messages','effect':'explode'}");
    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault.text("/error")).isEqualTo("No effect explode");
  }
}

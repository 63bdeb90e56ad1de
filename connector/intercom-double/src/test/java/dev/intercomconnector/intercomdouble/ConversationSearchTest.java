package dev.intercomconnector.intercomdouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationSearchTest {
  private final SettableClock clock = new SettableClock();
  private IntercomDouble intercom;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    Behaviour noLag = Behaviour.usual().withIndexLag(Duration.ZERO);
    intercom = IntercomDouble.start(DoubleSettings.usual().withClock(clock).withBehaviour(noLag));
    caller = Caller.of(intercom);
  }

  @AfterEach
  void stop() {
    intercom.close();
  }

  private String send(String body) throws Exception {
    return caller
        .post(
            "/messages",
            "{'from':{'type':'admin','id':"
                + Seed.ADA
                + "},'to':{'type':'user','id':'"
                + Seed.USER
                + "'},'message_type':'inapp','create_conversation_without_contact_reply':true,"
                + "'body':'"
                + body
                + "'}")
        .text("/id");
  }

  private List<String> found(String query) throws Exception {
    Caller.Reply reply = caller.post("/conversations/search", "{'query':" + query + "}");
    assertThat(reply.status()).as(reply.error()).isEqualTo(200);
    List<String> sources = new ArrayList<>();
    for (JsonNode conversation : reply.body().path("conversations")) {
      sources.add(conversation.at("/source/id").asText());
    }
    return sources;
  }

  private static String filter(String field, String operator, String value) {
    return "{'field':'%s','operator':'%s','value':%s}".formatted(field, operator, value);
  }

  @Test
  void a_conversation_is_found_by_the_id_of_its_message() throws Exception {
    String wanted = send("one");
    send("two");

    assertThat(found(filter("source.id", "=", "'" + wanted + "'"))).containsExactly(wanted);
  }

  @Test
  void a_change_is_seen_only_after_the_index_lag() throws Exception {
    intercom.control().behave(Behaviour.usual().withIndexLag(Duration.ofSeconds(8)));
    String message = send("one");
    String bySource = filter("source.id", "=", "'" + message + "'");
    assertThat(found(bySource)).isEmpty();
    clock.advance(Duration.ofSeconds(8));
    assertThat(found(bySource)).containsExactly(message);

    intercom.control().contactReplies(message, "Hi");
    assertThat(found(filter("open", "=", "true"))).isEmpty();
    clock.advance(Duration.ofSeconds(8));
    assertThat(found(filter("open", "=", "true"))).containsExactly(message);
  }

  @Test
  void greater_and_less_include_the_value_itself() throws Exception {
    String early = send("early");
    long at = clock.second();
    clock.advance(Duration.ofSeconds(10));
    String late = send("late");

    assertThat(found(filter("updated_at", ">", Long.toString(at)))).containsExactly(late, early);
    assertThat(found(filter("updated_at", ">", "'" + (at + 1) + "'"))).containsExactly(late);
    assertThat(found(filter("created_at", "<", Long.toString(at)))).containsExactly(early);
  }

  @Test
  void lists_words_and_prefixes_are_compared_as_documented() throws Exception {
    String help = send("I need support");
    String hello = send("Hello");

    assertThat(found(filter("source.id", "IN", "['" + help + "','1']"))).containsExactly(help);
    assertThat(found(filter("source.id", "NIN", "['" + help + "']"))).containsExactly(hello);
    assertThat(found(filter("source.body", "=", "'support'"))).containsExactly(help);
    assertThat(found(filter("source.body", "=", "'need support'"))).isEmpty();
    assertThat(found(filter("source.author.type", "^", "'adm'"))).hasSize(2);
    assertThat(found(filter("state", "!=", "'closed'"))).isEmpty();
    assertThat(found(filter("contact_ids", "=", "'" + Seed.USER + "'"))).hasSize(2);
    assertThat(found(filter("statistics.last_contact_reply_at", "=", "null"))).hasSize(2);
  }

  @Test
  void groups_nest_two_deep() throws Exception {
    String one = send("one");
    String two = send("two");
    String either =
        "{'operator':'OR','value':[%s,%s]}"
            .formatted(
                filter("source.id", "=", "'" + one + "'"),
                filter("source.id", "=", "'" + two + "'"));

    assertThat(
            found(
                "{'operator':'AND','value':[%s,%s]}"
                    .formatted(either, filter("source.body", "=", "'two'"))))
        .containsExactly(two);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'field':'created_at','operator':'=','value':'yesterday'}",
        "{'field':'source.id','operator':'=','value':403918330}",
        "{'field':'source.id','operator':'>','value':'1'}",
        "{'field':'source.id','operator':'IN','value':'1'}",
        "{'field':'open','operator':'=','value':'maybe'}",
        "{'field':'no.such.field','operator':'=','value':'1'}",
        "{'field':'source.id','operator':'==','value':'1'}",
        "{'operator':'XOR','value':[]}",
        "{'operator':'AND','value':[]}",
        "{'operator':'AND','value':[{'operator':'OR','value':[{'operator':'AND','value':"
            + "[{'field':'id','operator':'=','value':'1'}]}]}]}"
      })
  void a_query_that_intercom_does_not_take_is_refused(String query) throws Exception {
    assertThat(caller.post("/conversations/search", "{'query':" + query + "}").status())
        .isEqualTo(400);
  }

  @Test
  void a_group_takes_15_filters_and_no_more() throws Exception {
    String one = filter("id", "=", "'1'");
    String group = "{'query':{'operator':'OR','value':[%s]}}";

    assertThat(
            caller
                .post(
                    "/conversations/search",
                    group.formatted(String.join(",", Collections.nCopies(15, one))))
                .status())
        .isEqualTo(200);
    assertThat(
            caller
                .post(
                    "/conversations/search",
                    group.formatted(String.join(",", Collections.nCopies(16, one))))
                .status())
        .isEqualTo(400);
  }

  @Test
  void pages_follow_each_other_by_cursor_until_there_is_none() throws Exception {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      sent.add(send("number " + i));
    }
    List<String> seen = new ArrayList<>();
    String pagination = "{}";
    int pages = 0;
    while (!pagination.isEmpty()) {
      Caller.Reply page =
          caller.post(
              "/conversations/search",
              "{'query':%s,'pagination':%s}".formatted(filter("created_at", ">", "1"), pagination));
      pages++;
      assertThat(page.text("/total_count")).isEqualTo("45");
      assertThat(page.text("/pages/page")).isEqualTo(Integer.toString(pages));
      for (JsonNode conversation : page.body().path("conversations")) {
        seen.add(conversation.at("/source/id").asText());
        assertThat(conversation.has("conversation_parts")).isFalse();
      }
      String next = page.text("/pages/next/starting_after");
      pagination = next.isEmpty() ? "" : "{'starting_after':'" + next + "'}";
    }

    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void a_page_holds_150_at_most() throws Exception {
    String search =
        "{'query':%s,'pagination':{'per_page':151}}".formatted(filter("created_at", ">", "1"));

    assertThat(caller.post("/conversations/search", search).status()).isEqualTo(400);
  }
}

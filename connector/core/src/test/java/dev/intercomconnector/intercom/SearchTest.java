package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.body;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.Failure.NotExecuted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How Intercom is searched, and how the pages of a search are read. */
class SearchTest {

  private static final SearchFilter OPEN = SearchFilter.is("open", true);

  private final IntercomServer server = new IntercomServer();
  private final IntercomClient client = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  private void answersPage(String id, String next) {
    server.answers(
        """
        {"conversations": [{"id": "%s"}], "pages": {"next": {"starting_after": "%s"}}}
        """
            .formatted(id, next));
  }

  private void answersLastPage(String id) {
    server.answers("{\"conversations\": [{\"id\": \"%s\"}], \"pages\": {}}".formatted(id));
  }

  @Test
  void aFilterIsWrittenAsIntercomDocumentsIt() {
    SearchFilter filter =
        SearchFilter.allOf(
            SearchFilter.is("source.id", "9"),
            OPEN,
            SearchFilter.oneOf("contact_ids", List.of("a", "b")),
            SearchFilter.since("updated_at", Instant.ofEpochSecond(1_700_000_000)));

    assertThat(json(filter.toString()))
        .isEqualTo(
            json(
                """
                {"operator": "AND", "value": [
                  {"field": "source.id", "operator": "=", "value": "9"},
                  {"field": "open", "operator": "=", "value": true},
                  {"field": "contact_ids", "operator": "IN", "value": ["a", "b"]},
                  {"field": "updated_at", "operator": ">", "value": 1699999999}]}
                """));
  }

  @Test
  void eachPageIsAskedForWithTheCursorOfTheOneBefore() {
    answersPage("1", "p2");
    answersLastPage("2");

    List<Conversation> found = value(client.searchConversations(OPEN).all());

    assertThat(found).extracting(Conversation::id).containsExactly("1", "2");
    assertThat(body(server.request()))
        .isEqualTo(
            json(
                """
                {"query": {"field": "open", "operator": "=", "value": true},
                 "pagination": {"per_page": 150}}
                """));
    assertThat(body(server.request()).path("pagination"))
        .isEqualTo(json("{\"per_page\": 150, \"starting_after\": \"p2\"}"));
  }

  @Test
  void ofContactsOnlyTheFirstPageIsRead() {
    server.answers(
        "{\"data\": [{\"id\": \"1\"}], \"pages\": {\"next\": {\"starting_after\": \"p2\"}}}");

    assertThat(value(client.searchContacts(SearchFilter.is("email", "a@b.c")).first())).hasSize(1);

    assertThat(body(server.request()).path("pagination")).isEqualTo(json("{\"per_page\": 50}"));
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void pagesThatRepeatThemselvesAreNotAllThereIs() {
    for (int i = 0; i < 2; i++) {
      answersPage("1", "p2");
      answersPage("2", "p3");
      answersPage("3", "p2");
    }
    List<String> read = new ArrayList<>();
    Pages<Conversation> pages = client.searchConversations(OPEN);

    Outcome<Boolean> complete =
        pages.forEach(
            100,
            conversation -> {
              read.add(conversation.id());
              return Outcome.done(true);
            });

    assertThat(value(complete)).isFalse();
    assertThat(read).containsExactly("1", "2", "3");
    assertThat(failure(NotExecuted.class, pages.all()).problem().describe())
        .isEqualTo(
            "INTERCOM_UNAVAILABLE: Intercom's search does not end. It is"
                + " tried again; if it goes on, tell Intercom's support.");
    assertThat(server.requestCount()).isEqualTo(6);
  }

  @Test
  void noMorePagesAreReadThanWereAllowed() {
    answersPage("1", "p2");
    answersPage("2", "p3");

    Outcome<Boolean> complete =
        client.searchConversations(OPEN).forEach(2, conversation -> Outcome.done(true));

    assertThat(value(complete)).isFalse();
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void aSearchWhosePagesNeverEndIsGivenUp() {
    for (int page = 1; page <= 50; page++) {
      answersPage("" + page, "p" + (page + 1));
    }

    assertThat(
            failure(NotExecuted.class, client.searchConversations(OPEN).all()).problem().summary())
        .isEqualTo("Intercom's search does not end.");
    assertThat(server.requestCount()).isEqualTo(50);
  }

  @Test
  void aPageThatIsRefusedIsAFailureOfTheWholeSearch() {
    answersPage("1", "p2");
    server.answers(400, "{\"errors\": [{\"code\": \"parameter_invalid\"}]}");

    assertThat(client.searchConversations(OPEN).all()).isInstanceOf(Outcome.Failed.class);
  }
}

package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.object;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intercom's answers as they really come, not as they are described. */
class ReadingTest {

  private static final SearchFilter OPEN = SearchFilter.is("open", true);

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Conversation conversation(String text) {
    return Objects.requireNonNull(Conversation.read(json(text)));
  }

  private static @Nullable Instant time(@Nullable Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }

  @Test
  void aWholeConversationIsRead() {
    Conversation read =
        conversation(
            """
            {"type": "conversation", "id": 41, "created_at": 100, "updated_at": "300",
             "state": "snoozed", "open": true, "read": true, "admin_assignee_id": 814860,
             "source": {"type": "conversation", "id": 403918251,
                        "author": {"type": "admin", "id": "1"}, "body": "<p>Hi</p>"},
             "contacts": {"type": "contact.list", "contacts": [{"id": "c1"}, {"id": 2}]},
             "statistics": {"last_contact_reply_at": 200},
             "conversation_parts": {"conversation_parts": [
               {"part_type": "comment", "body": "Yes", "created_at": 200,
                "author": {"type": "user", "id": "c1", "name": "Ann"}}]},
             "a_field_of_tomorrow": {"nested": [1, 2]}}
            """);

    var reply =
        new Conversation.Part(
            "comment", "user", "c1", "Ann", "Yes", Instant.ofEpochSecond(200), List.of());
    assertThat(read)
        .isEqualTo(
            new Conversation(
                "41",
                "403918251",
                false,
                "snoozed",
                true,
                true,
                List.of("c1", "2"),
                "814860",
                Instant.ofEpochSecond(100),
                Instant.ofEpochSecond(300),
                Instant.ofEpochSecond(200),
                List.of(reply)));
    assertThat(read.lastReply()).isEqualTo(reply);
  }

  @Test
  void aConversationOfNullsIsReadToo() {
    Conversation read =
        conversation(
            """
            {"id": "41", "created_at": null, "updated_at": null, "state": null, "open": null,
             "read": null, "admin_assignee_id": null, "source": {"id": null, "author": null},
             "contacts": null, "statistics": null, "first_contact_reply": null,
             "conversation_parts": null}
            """);

    assertThat(read)
        .isEqualTo(
            new Conversation(
                "41", null, false, "closed", false, false, List.of(), null, null, null, null,
                List.of()));
    assertThat(read).isEqualTo(conversation("{\"id\": 41}"));
  }

  @Test
  void aConversationOfVersion1IsRead() {
    Conversation read =
        conversation(
            """
            {"id": "41", "created_at": 100, "updated_at": 200, "open": true, "read": false,
             "conversation_message": {"id": "9", "author": {"type": "contact", "id": "u1"}},
             "user": {"type": "user", "id": "u1"},
             "assignee": {"type": "admin", "id": 25},
             "conversation_parts": []}
            """);

    assertThat(read.messageId()).isEqualTo("9");
    assertThat(read.begunByContact()).isTrue();
    assertThat(read.state()).isEqualTo("open");
    assertThat(read.isClosed()).isFalse();
    assertThat(read.contactIds()).containsExactly("u1");
    assertThat(read.adminAssigneeId()).isEqualTo("25");
  }

  @Test
  void version1NamesTheFirstReplyOfACustomer() {
    String json =
        """
        {"id": "41", "created_at": 100, "customer_first_reply": {"created_at": %d},
         "conversation_message": {"id": "9", "author": {"type": "%s", "id": "1"}}}
        """;

    assertThat(conversation(json.formatted(150, "admin")).repliedAt()).isEqualTo(time(150L));
    assertThat(conversation(json.formatted(100, "user")).repliedAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contacts\": {\"contacts\": [{\"id\": \"c1\"}, {}]}}",
        "{\"contacts\": {\"data\": [{\"id\": \"c1\"}]}}",
        "{\"contacts\": [{\"id\": \"c1\"}]}",
        "{\"customers\": [{\"id\": \"c1\"}], \"user\": {\"id\": \"other\"}}",
        "{\"user\": {\"id\": \"c1\"}}"
      })
  void contactsAreReadInEveryShape(String shape) {
    Conversation read = conversation(object(shape).put("id", "41").toString());

    assertThat(read.contactIds()).containsExactly("c1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "null", "\"0\""})
  void nobodyIsAssignedInSeveralWays(String assignee) {
    Conversation read =
        conversation("{\"id\": \"41\", \"admin_assignee_id\": %s}".formatted(assignee));

    assertThat(read.adminAssigneeId()).isNull();
  }

  /** Columns: who began, created, last_contact_reply_at, first_contact_reply, replied. */
  @ParameterizedTest
  @CsvSource({
    "admin, 100, ,    ,    ",
    "admin, 100, 150, ,    150",
    "admin, 100, ,    150, 150",
    "admin, 100, 170, 150, 170",
    "admin, 100, 100, ,    100",
    "bot,   100, 150, ,    150",
    "user,  100, 100, 100, ",
    "user,  100, 99,  ,    ",
    "user,  100, 150, 100, 150",
    "lead,  100, ,    100, ",
    "contact, 100, 100, ,  ",
    "visitor, 100, 100, ,  ",
    "user,  ,    150, ,    150"
  })
  void aReplyIsWhatAContactWroteAfterTheFirstMessage(
      String begunBy,
      @Nullable Long created,
      @Nullable Long lastReply,
      @Nullable Long firstReply,
      @Nullable Long replied) {
    Conversation read =
        conversation(
            """
            {"id": "41", "created_at": %s, "source": {"id": "9", "author": {"type": "%s"}},
             "statistics": {"last_contact_reply_at": %s},
             "first_contact_reply": {"created_at": %s, "type": "conversation"}}
            """
                .formatted(created, begunBy, lastReply, firstReply));

    assertThat(read.repliedAt()).isEqualTo(time(replied));
  }

  /** Columns: who began, last_contact_reply_at, author of the part, its time, replied. */
  @ParameterizedTest
  @CsvSource({
    "admin, ,    user,  150, 150",
    "admin, ,    admin, 150, ",
    "admin, ,    bot,   150, ",
    "admin, 140, lead,  150, 150",
    "admin, 160, user,  150, 160",
    "user,  100, user,  150, 150",
    "user,  100, admin, 150, "
  })
  void aReplyIsAlsoSeenInTheParts(
      String begunBy,
      @Nullable Long lastReply,
      String author,
      long partAt,
      @Nullable Long replied) {
    Conversation read =
        conversation(
            """
            {"id": "41", "created_at": 100, "source": {"id": "9", "author": {"type": "%s"}},
             "statistics": {"last_contact_reply_at": %s},
             "conversation_parts": {"conversation_parts": [
               {"part_type": "comment", "body": "x", "created_at": %d,
                "author": {"type": "%s"}}]}}
            """
                .formatted(begunBy, lastReply, partAt, author));

    assertThat(read.repliedAt()).isEqualTo(time(replied));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \"", "\"<p></p>\""})
  void aReplyThatIsOnlyAFileIsAReplyWithoutWords(String body) {
    Conversation read =
        conversation(
            """
            {"id": "41", "created_at": 10,
             "source": {"id": "9", "author": {"type": "admin"}},
             "conversation_parts": {"conversation_parts": [
               {"part_type": "comment", "body": "I send a file", "created_at": 20,
                "author": {"type": "user", "id": "c1"}, "attachments": []},
               {"part_type": "comment", "body": %s, "created_at": 30,
                "author": {"type": "user", "id": "c1"},
                "attachments": [{"type": "upload", "name": "a.png", "url": "https://x.io/a.png",
                                 "content_type": "image/png", "filesize": 100},
                                {"type": "upload", "name": null, "url": null}]},
               {"part_type": "assignment", "body": null, "created_at": 40,
                "author": {"type": "user", "id": "c1"}, "attachments": null}]}}
            """
                .formatted(body));

    Conversation.Part reply = Objects.requireNonNull(read.lastReply());
    assertThat(reply.createdAt()).isEqualTo(Instant.ofEpochSecond(30));
    assertThat(reply.body()).isNull();
    assertThat(reply.attachments())
        .containsExactly(
            new Conversation.Attachment("a.png", "upload", "https://x.io/a.png"),
            new Conversation.Attachment(null, "upload", null));
    assertThat(read.repliedAt()).isEqualTo(reply.createdAt());
  }

  @Test
  void aReplyWhoseWordsWereRemovedIsStillAReply() {
    Conversation read =
        conversation(
            """
            {"id": "41", "created_at": 10,
             "source": {"id": "9", "author": {"type": "admin"}},
             "conversation_parts": {"conversation_parts": [
               {"part_type": "comment", "body": null, "redacted": true, "created_at": 20,
                "author": {"type": "user", "id": "c1"}}]}}
            """);

    assertThat(read.repliedAt()).isEqualTo(Instant.ofEpochSecond(20));
  }

  @Test
  void theLastReplyIsTheContactsLastWordsInTheOrderOfTime() {
    Conversation read =
        conversation(
            """
            {"id": "41", "conversation_parts": {"conversation_parts": [
               {"part_type": "comment", "body": "later", "created_at": 30,
                "author": {"type": "user"}},
               {"part_type": "comment", "body": "earlier", "created_at": 20,
                "author": {"type": "user"}},
               {"part_type": "assignment", "body": null, "created_at": 40,
                "author": {"type": "user"}},
               {"part_type": "comment", "body": "ours", "created_at": 50,
                "author": {"type": "admin"}}]}}
            """);

    assertThat(Objects.requireNonNull(read.lastReply()).body()).isEqualTo("later");
    assertThat(read.parts()).extracting(Conversation.Part::createdAt).isSorted().hasSize(4);
    assertThat(conversation("{\"id\": \"1\"}").lastReply()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"conversations", "data"})
  void aListOfConversationsGoesByTwoNames(String name) {
    server.answers(
        """
        {"type": "conversation.list", "total_count": 3,
         "pages": {"type": "pages", "next": {"page": 2, "starting_after": "WzE3"}},
         "%s": [{"id": 1}, {"no": "id"}, {"id": "2"}, null]}
        """
            .formatted(name));

    List<Conversation> page = value(server.client().searchConversations(OPEN).first());

    assertThat(page).extracting(Conversation::id).containsExactly("1", "2");
  }

  @Test
  void aListOfVersion1SaysHowManyPagesThereAre() {
    String answer =
        """
        {"type": "conversation.list", "conversations": [{"id": "1"}],
         "pages": {"type": "pages", "page": %d, "per_page": 60, "total_pages": 2,
                   "next": "https://api.intercom.io/conversations?page=2"}}
        """;
    server.answers(answer.formatted(1));
    server.answers(answer.formatted(2));
    IntercomClient client = server.client(ApiVersion.V1_4);

    assertThat(value(client.legacyConversations("email", "a@b.c", false).all())).hasSize(2);

    assertThat(server.asked())
        .containsExactly(
            "GET /conversations?type=user&email=a%40b.c&per_page=60&page=1",
            "GET /conversations?type=user&email=a%40b.c&per_page=60&page=2");
  }

  @Test
  void aSentMessageIsReadWithNumbersForIds() {
    server.answers(
        """
        {"type": "admin_message", "id": 403918251, "created_at": 1700000000,
         "message_type": "inapp", "owner": {"id": 814860, "name": "Ada", "email": "ada@x.io"}}
        """);
    server.answers("{\"id\": \"2\", \"conversation_id\": 41, \"owner\": null}");
    IntercomClient client = server.client();

    SentMessage full = value(createMessage(client, "{}"));
    SentMessage meagre = value(createMessage(client, "{}"));

    assertThat(full)
        .isEqualTo(
            new SentMessage(
                "403918251",
                "admin_message",
                "inapp",
                Instant.ofEpochSecond(1_700_000_000),
                null,
                new Admin("814860", "Ada", "ada@x.io")));
    assertThat(meagre).isEqualTo(new SentMessage("2", null, null, null, "41", null));
  }

  @Test
  void whoseTokenItIsCanBeAsked() {
    server.answers(
        """
        {"type": "admin", "id": "1", "email": "ada@x.io",
         "app": {"type": "app", "id_code": "abc123", "region": "Europe"}}
        """);
    server.answers("{\"id\": 1, \"app\": null}");

    Me me = value(server.client().me());
    Me appless = value(server.client().me());

    assertThat(me).isEqualTo(new Me(new Admin("1", null, "ada@x.io"), "abc123", "Europe"));
    assertThat(appless).isEqualTo(new Me(new Admin("1", null, null), null, null));
  }

  @Test
  void adminsAreListedUnderEitherName() {
    server.answers("{\"type\": \"admin.list\", \"admins\": [{\"id\": 1}]}");
    server.answers("{\"type\": \"admin.list\", \"data\": [{\"id\": 1}]}");
    IntercomClient client = server.client();

    assertThat(value(client.admins())).isEqualTo(value(client.admins())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void whatIntercomSaysIsNotThereIsAnAnswer(int status) {
    String gone = "{\"errors\": [{\"code\": \"not_found\", \"message\": \"Resource Not Found\"}]}";
    server.answers(status, gone);
    server.answers(status, gone);
    server.answers(status, gone);
    IntercomClient client = server.client();

    assertThat(value(client.conversation("1", BodyFormat.HTML))).isEmpty();
    assertThat(value(client.contact("1"))).isEmpty();
    assertThat(value(client.contactByExternalId("1"))).isEmpty();
    assertThat(server.requestCount()).isEqualTo(3);
  }
}

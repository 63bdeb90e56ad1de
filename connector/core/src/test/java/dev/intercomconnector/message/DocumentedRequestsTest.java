package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.IntercomServer.json;
import static dev.intercomconnector.intercom.IntercomServer.object;
import static dev.intercomconnector.intercom.IntercomServer.permit;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.Contacts;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.FindConversation;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.IntercomServer;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every request and field of Intercom's descriptions that the connector knows, on every version:
 * what goes over the wire is the same in all versions of a row, the double takes it, and the other
 * versions refuse it beforehand. The table in {@code docs/reference.md} is what was seen here; with
 * {@code -Ddocs.write=true} it is written anew.
 */
class DocumentedRequestsTest {

  private static final Path REFERENCE = Path.of("..", "..", "docs", "reference.md");
  private static final String MARK = "<!-- documented requests -->\n";

  /** Of the one message that is there at the start: it went to Uma by WhatsApp. */
  private static final String MESSAGE = "403918330";

  private static final ApiVersion LAST_LEGACY = ApiVersion.V1_4;
  private static final ApiVersion NEWEST = List.of(ApiVersion.values()).getLast();

  private static final PersonKey ADA = new PersonKey.Id(Seed.ADA);
  private static final PersonKey BY_USER_ID = new PersonKey.UserId("user-1");
  private static final PersonKey BY_EMAIL = new PersonKey.Email("uma@example.com");
  private static final ContactRef UMA =
      new ContactRef(ContactRef.Type.USER, new PersonKey.Id(Seed.USER));
  private static final ContactRef LEO =
      new ContactRef(ContactRef.Type.LEAD, new PersonKey.Id(Seed.LEAD));

  /** What is done with Intercom in one row. */
  private interface Call {
    Outcome<?> make(IntercomClient client);
  }

  /**
   * One row.
   *
   * @param refused whether the versions outside refuse it; otherwise the row is not for them
   */
  private record Row(
      String documented, ApiVersion since, ApiVersion until, boolean refused, Call call) {

    boolean has(ApiVersion version) {
      return since.compareTo(version) <= 0 && version.compareTo(until) <= 0;
    }

    String versions() {
      if (until == LAST_LEGACY) {
        return "1.x";
      }
      return switch (since) {
        case V1_0 -> "all";
        case PREVIEW -> "Preview";
        default -> since + " and newer";
      };
    }
  }

  private static Row row(String documented, ApiVersion since, ApiVersion until, Call call) {
    return new Row(documented, since, until, false, call);
  }

  /** A message that versions before that cannot send. */
  private static Row since(ApiVersion since, String documented, Message message) {
    return new Row(documented, since, NEWEST, true, client -> send(client, message));
  }

  private static Row legacy(String documented, Message message) {
    return row(documented, ApiVersion.V1_0, LAST_LEGACY, client -> send(client, message));
  }

  private static Row modern(String documented, Message message) {
    return row(documented, ApiVersion.V2_0, NEWEST, client -> send(client, message));
  }

  private static Outcome<Sent> send(IntercomClient client, Message message) {
    return send(client, message, Endpoint.MESSAGES);
  }

  private static Outcome<Sent> send(IntercomClient client, Message message, Endpoint endpoint) {
    var messages = new SendMessage(client, ADA, endpoint, InstantSource.system());
    return messages
        .prepare(message)
        .then(ready -> messages.deliver(ready, value(messages.permit(Duration.ZERO))));
  }

  private static Message fromAdmin(MessageType type, List<ContactRef> to) {
    return message(type, ADA, to, List.of(), false, null);
  }

  private static Message message(
      MessageType type,
      @Nullable PersonKey from,
      List<ContactRef> to,
      List<ContactRef> copies,
      boolean createConversation,
      @Nullable Instant createdAt) {
    boolean email = type == MessageType.EMAIL;
    return new Message.FromAdmin(
        type,
        from,
        to,
        copies,
        copies,
        "Hello",
        email ? "News" : null,
        email ? "plain" : null,
        null,
        createConversation,
        createdAt);
  }

  private static Message whatsApp(List<ContactRef> to, WhatsApp.@Nullable Phone phone) {
    var components =
        json("[{\"type\":\"BODY\",\"parameters\":[{\"type\":\"text\",\"text\":\"Uma\"}]}]");
    return new Message.FromAdmin(
        MessageType.WHATSAPP,
        ADA,
        to,
        List.of(),
        List.of(),
        null,
        null,
        null,
        new WhatsApp("keep_live", "en", components, phone),
        false,
        null);
  }

  private static Message fromContact(ContactRef from) {
    return fromContact(from, null, null);
  }

  private static Message fromContact(
      ContactRef from, @Nullable String referer, @Nullable Instant createdAt) {
    return new Message.FromContact(from, "Help", referer, createdAt);
  }

  private static ContactRef user(PersonKey key) {
    return new ContactRef(ContactRef.Type.USER, key);
  }

  private static Outcome<?> look(
      IntercomClient client, @Nullable String messageId, @Nullable ContactRef contact) {
    return new FindConversation(client)
        .look(new ConversationCriteria(messageId, contact, WaitUntil.REPLIED, null));
  }

  private static List<Row> rows() {
    Instant then = Instant.ofEpochSecond(1_590_000_000);
    List<Row> rows = new ArrayList<>();
    rows.add(legacy("An admin's in-app message", fromAdmin(MessageType.INAPP, List.of(UMA))));
    rows.add(
        modern(
            "An admin's in-app message (`inapp`, `in_app`, `conversation`)",
            fromAdmin(MessageType.INAPP, List.of(UMA))));
    rows.add(modern("An admin's e-mail", fromAdmin(MessageType.EMAIL, List.of(UMA))));
    rows.add(
        legacy(
            "An admin's e-mail without `template`",
            new Message.FromAdmin(
                MessageType.EMAIL,
                ADA,
                List.of(UMA),
                List.of(),
                List.of(),
                "Hello",
                "News",
                null,
                null,
                false,
                null)));
    rows.add(
        modern(
            "`from` left out: the default sender",
            message(MessageType.INAPP, null, List.of(UMA), List.of(), false, null)));
    rows.add(legacy("`to.type: contact`", fromAdmin(MessageType.INAPP, List.of(LEO))));
    rows.add(legacy("`to.user_id`", fromAdmin(MessageType.INAPP, List.of(user(BY_USER_ID)))));
    rows.add(legacy("`to.email`", fromAdmin(MessageType.INAPP, List.of(user(BY_EMAIL)))));
    rows.add(
        since(
            ApiVersion.V2_7,
            "`create_conversation_without_contact_reply`",
            message(MessageType.INAPP, ADA, List.of(UMA), List.of(), true, null)));
    rows.add(
        since(
            ApiVersion.V2_11,
            "`created_at` of an admin's message",
            message(MessageType.INAPP, ADA, List.of(UMA), List.of(), false, then)));
    rows.add(
        since(ApiVersion.V2_14, "`to` as a list", fromAdmin(MessageType.INAPP, List.of(UMA, LEO))));
    rows.add(
        since(
            ApiVersion.V2_14,
            "`cc` and `bcc`, in-app too",
            message(MessageType.INAPP, ADA, List.of(UMA), List.of(LEO), false, null)));
    rows.add(
        since(
            ApiVersion.V2_16,
            "A WhatsApp message to a number, `locale`",
            whatsApp(List.of(), new WhatsApp.Phone("5547999998888", "John Doe"))));
    rows.add(
        since(ApiVersion.V2_16, "A WhatsApp message to a contact", whatsApp(List.of(UMA), null)));
    rows.add(since(ApiVersion.PREVIEW, "An SMS", fromAdmin(MessageType.SMS, List.of(UMA))));
    rows.add(modern("A user's message, `referer`", fromContact(UMA, "https://example.com", null)));
    rows.add(modern("A lead's message", fromContact(LEO)));
    rows.add(legacy("A lead's message", fromContact(LEO)));
    rows.add(legacy("A user's message by `user_id`", fromContact(user(BY_USER_ID))));
    rows.add(legacy("A user's message by `email`", fromContact(user(BY_EMAIL))));
    rows.add(
        since(
            ApiVersion.V2_11, "`created_at` of a contact's message", fromContact(UMA, null, then)));
    rows.add(
        new Row(
            "POST /conversations, where `contact-messages: conversations` is set",
            ApiVersion.V2_0,
            NEWEST,
            true,
            client -> send(client, fromContact(UMA), Endpoint.CONVERSATIONS)));
    rows.add(
        row(
            "The contact of an external ID",
            ApiVersion.V2_13,
            NEWEST,
            client -> client.contactByExternalId("user-1")));
    rows.add(
        row(
            "The contact of an external ID or e-mail, by search",
            ApiVersion.V2_0,
            NEWEST,
            client -> new Contacts(client).find(user(BY_EMAIL))));
    rows.add(
        row(
            "The contact of an Intercom ID",
            ApiVersion.V2_0,
            NEWEST,
            client -> client.contact(Seed.USER)));
    rows.add(
        row(
            "The conversation of a message, with a reply",
            ApiVersion.V2_0,
            NEWEST,
            client -> look(client, MESSAGE, null)));
    rows.add(
        row(
            "The conversation of a message",
            ApiVersion.V1_0,
            LAST_LEGACY,
            client -> look(client, MESSAGE, UMA)));
    rows.add(
        row(
            "The conversation of WhatsApp's own message ID",
            ApiVersion.V2_16,
            NEWEST,
            client -> look(client, "wamid_" + MESSAGE, null)));
    rows.add(row("The admins", ApiVersion.V1_0, NEWEST, IntercomClient::admins));
    rows.add(row("The token's app", ApiVersion.V1_0, NEWEST, IntercomClient::me));
    // At the end, since a visitor who writes is a lead from then on.
    rows.add(
        modern(
            "A visitor's message by `id`",
            fromContact(new ContactRef(ContactRef.Type.CONTACT, new PersonKey.Id(Seed.VISITOR)))));
    return rows;
  }

  private final IntercomDouble intercom;
  private final OkHttpClient http = new OkHttpClient();

  DocumentedRequestsTest() throws IOException {
    intercom =
        IntercomDouble.start(
            DoubleSettings.usual()
                .withBehaviour(
                    Behaviour.usual()
                        .withIndexLag(Duration.ZERO)
                        .withContactIndexLag(Duration.ZERO)));
    var newest = client(ApiVersion.PREVIEW);
    var request =
        object(
            """
            {"message_type": "whatsapp", "template": "keep_live", "components": [],
             "from": {"type": "admin", "id": "%s"}, "to": {"type": "user", "id": "%s"}}
            """
                .formatted(Seed.ADA, Seed.USER));
    var sent = value(newest.createMessage(request, permit(newest)));
    assertThat(sent.id()).isEqualTo(MESSAGE);
    intercom.control().contactReplies(MESSAGE, "Thanks");
  }

  @AfterEach
  void stop() {
    intercom.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  private IntercomClient client(ApiVersion version) {
    return IntercomServer.client(
        new Connection(
            URI.create(intercom.baseUrl()),
            new AccessToken(DoubleSettings.TOKEN),
            version,
            "inapp",
            IntercomServer.PATIENT),
        http);
  }

  /** What a row sends, request by request. */
  private String sent(Row row, ApiVersion version) {
    intercom.control().clearLedger();
    assertThat(row.call().make(client(version)))
        .as(row.documented() + " on " + version)
        .isInstanceOf(Outcome.Done.class);
    List<LedgerEntry> requests = intercom.control().ledger();
    assertThat(requests).allMatch(request -> Objects.equals(request.status(), 200));
    return requests.stream().map(DocumentedRequestsTest::line).collect(joining("<br>"));
  }

  private static String line(LedgerEntry request) {
    String query = request.query() == null ? "" : "?" + request.query();
    String body = request.body() == null ? "" : " " + request.body();
    return "`" + request.method() + " " + request.path() + query + body + "`";
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void eachIsSentTheSameWayWhereItExistsAndRefusedElsewhere(ApiVersion version) throws IOException {
    Map<String, String> documented = documented();
    for (Row row : rows()) {
      if (row.has(version)) {
        assertThat(sent(row, version)).isEqualTo(documented.get(head(row)));
      } else if (row.refused()) {
        intercom.control().clearLedger();
        var refused = row.call().make(client(version));
        assertThat(refused).as(head(row)).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed<?>) refused).failure()).isInstanceOf(Failure.Rejected.class);
        assertThat(intercom.control().ledger()).isEmpty();
      }
    }
  }

  @Test
  void theReferenceShowsThemAll() throws IOException {
    var table = new StringBuilder("| Documented | Versions | How it is sent |\n|---|---|---|\n");
    for (Row row : rows()) {
      table.append(head(row)).append(sent(row, row.until())).append(" |\n");
    }
    String page = Files.readString(REFERENCE);
    int from = page.indexOf(MARK) + MARK.length();
    int to = page.indexOf("\n\n", from) < 0 ? page.length() : page.indexOf("\n\n", from) + 1;
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(REFERENCE, page.substring(0, from) + table + page.substring(to));
    } else {
      assertThat(page.substring(from, to)).isEqualTo(table.toString());
    }
  }

  private static String head(Row row) {
    return "| " + row.documented() + " | " + row.versions() + " | ";
  }

  /** The last cells of the table, by the others. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> cells = new LinkedHashMap<>();
    String page = Files.readString(REFERENCE);
    page.substring(page.indexOf(MARK))
        .lines()
        .skip(3)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(
            line -> {
              int last = line.indexOf(" | `") + " | ".length();
              cells.put(
                  line.substring(0, last), line.substring(last, line.length() - " |".length()));
            });
    assertThat(cells).hasSize(rows().size());
    return cells;
  }
}

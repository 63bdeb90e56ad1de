package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.Pages.Page;
import dev.intercomconnector.intercom.ResponseClassifier.Kind;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.Permit;
import dev.intercomconnector.pacing.Priority;
import dev.intercomconnector.pacing.RateLimit;
import dev.intercomconnector.pacing.Sleeper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of Intercom's REST API that the connector uses, for one workspace. Blocks the calling
 * thread for at most the connection's call timeout.
 *
 * <p>A request that creates something is written at most once. A read that fails for a reason that
 * may pass is repeated within the same time limit.
 *
 * <p>Every call goes through the workspace's {@link Pacer}. A read waits for its permit for at most
 * half of its time limit; a send brings its permit with it.
 */
public final class IntercomClient {

  private static final int READ_ATTEMPTS = 3;
  private static final Duration READ_PAUSE = Duration.ofMillis(250);

  /** The most that Intercom gives. */
  private static final int CONVERSATIONS_A_PAGE = 150;

  private static final int CONTACTS_A_PAGE = 50;
  private static final List<String> LIST_NAMES = List.of("conversations", "admins", "data");

  private final Connection connection;
  private final HttpTransport transport;
  private final Pacer pacer;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Priority priority;
  private final AtomicReference<@Nullable DatedAnswer> newestAnswer;

  /** A moment by Intercom's clock and by ours. */
  private record DatedAnswer(Instant theirs, Instant ours) {}

  /**
   * @param transport to the workspace of the connection
   * @param pacer of the workspace
   */
  public IntercomClient(
      Connection connection,
      HttpTransport transport,
      Pacer pacer,
      InstantSource clock,
      Sleeper sleeper) {
    this(connection, transport, pacer, clock, sleeper, Priority.READ, new AtomicReference<>());
  }

  private IntercomClient(
      Connection connection,
      HttpTransport transport,
      Pacer pacer,
      InstantSource clock,
      Sleeper sleeper,
      Priority priority,
      AtomicReference<@Nullable DatedAnswer> newestAnswer) {
    this.connection = connection;
    this.transport = transport;
    this.pacer = pacer;
    this.clock = clock;
    this.sleeper = sleeper;
    this.priority = priority;
    this.newestAnswer = newestAnswer;
  }

  /** The same client for the reads that a send needs: they go ahead of other reads. */
  public IntercomClient forSends() {
    return new IntercomClient(
        connection, transport, pacer, clock, sleeper, Priority.SEND, newestAnswer);
  }

  /**
   * Waits for a permit to create something; the permit should be used at once.
   *
   * @param longest how long the calling thread may be blocked
   * @return {@link Failure.RateLimited} as soon as it is clear that this takes longer
   */
  public Outcome<Permit> permit(Duration longest) {
    Permit permit = pacer.queue(Priority.SEND);
    return permit.await(longest) ? Outcome.done(permit) : Outcome.failed(noPermit());
  }

  public Connection connection() {
    return connection;
  }

  /**
   * When Intercom gave its last answer, by Intercom's own clock: the Date header. Null before the
   * first answer, and where a gateway leaves the header out.
   */
  public @Nullable Instant answeredAt() {
    DatedAnswer newest = newestAnswer.get();
    return newest == null ? null : newest.theirs();
  }

  /**
   * What Intercom's own clock shows now: the Date header of the newest answer plus what has passed
   * since by ours. Up to a second slow, since that header has whole seconds, and by the time that
   * the answer took. Empty before the first answer, and where a gateway leaves the header out.
   */
  public Optional<Instant> intercomTime() {
    return Optional.ofNullable(newestAnswer.get())
        .map(newest -> newest.theirs().plus(since(newest.ours())));
  }

  /**
   * POST /messages.
   *
   * @param permit from {@link #permit}
   */
  public Outcome<SentMessage> createMessage(ObjectNode request, Permit permit) {
    return create("/messages", request, permit);
  }

  /** POST /conversations, which answers with the first message of the new conversation. */
  public Outcome<SentMessage> createConversation(ObjectNode request, Permit permit) {
    return create("/conversations", request, permit);
  }

  /** POST /conversations/search. */
  public Pages<Conversation> searchConversations(SearchFilter filter) {
    return search("/conversations/search", filter, CONVERSATIONS_A_PAGE, Conversation::read);
  }

  /** POST /conversations/search, for the first messages of the conversations. */
  public Pages<FirstMessage> searchFirstMessages(SearchFilter filter) {
    return search("/conversations/search", filter, CONVERSATIONS_A_PAGE, FirstMessage::read);
  }

  /** POST /contacts/search. */
  public Pages<Contact> searchContacts(SearchFilter filter) {
    return search("/contacts/search", filter, CONTACTS_A_PAGE, Contact::read);
  }

  private <T> Pages<T> search(
      String path, SearchFilter filter, int perPage, Function<JsonNode, @Nullable T> reading) {
    return new Pages<>(
        cursor -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.set("query", filter.json());
          ObjectNode pagination = body.putObject("pagination").put("per_page", perPage);
          if (cursor != null) {
            pagination.put("starting_after", cursor);
          }
          return read(HttpRequest.post(path, body), json -> page(json, reading));
        });
  }

  /**
   * GET /conversations/{id} with its newest 500 parts.
   *
   * @return empty where there is no such conversation, or no longer
   */
  public Outcome<Optional<Conversation>> conversation(String id, BodyFormat format) {
    Map<String, String> query =
        format == BodyFormat.PLAINTEXT ? Map.of("display_as", "plaintext") : Map.of();
    return optional(
        read(HttpRequest.get("/conversations/" + encode(id), query), Conversation::read));
  }

  /**
   * GET /conversations/{id}, for the message that began it, in plain text.
   *
   * @return empty where there is no such conversation, or no longer
   */
  public Outcome<Optional<FirstMessage>> firstMessage(String conversationId) {
    return optional(
        read(
            HttpRequest.get(
                "/conversations/" + encode(conversationId), Map.of("display_as", "plaintext")),
            FirstMessage::read));
  }

  /** How the bodies of conversation parts are shown. */
  public enum BodyFormat {
    HTML,
    PLAINTEXT
  }

  /**
   * GET /conversations of API 1.x: the conversations of a contact.
   *
   * @param personField {@code intercom_user_id}, {@code user_id} or {@code email}
   * @param onlyOpen closed ones are left out
   */
  public Pages<Conversation> legacyConversations(
      String personField, String person, boolean onlyOpen) {
    return new Pages<>(
        cursor -> {
          int page = cursor == null ? 1 : Integer.parseInt(cursor);
          Map<String, String> query = new LinkedHashMap<>();
          query.put("type", "user");
          query.put(personField, person);
          query.put("per_page", "60");
          query.put("page", "" + page);
          if (onlyOpen) {
            query.put("open", "true");
          }
          return read(
              HttpRequest.get("/conversations", query),
              json -> {
                List<Conversation> found = items(json, Conversation::read);
                if (found == null) {
                  return null;
                }
                boolean more = json.path("pages").path("total_pages").asInt(1) > page;
                return new Page<>(found, more ? "" + (page + 1) : null);
              });
        });
  }

  /**
   * GET /messages/whatsapp/status, from 2.16: which conversation a WhatsApp message belongs to.
   *
   * @param messageId WhatsApp's own, such as {@code wamid_abc123}
   * @return the conversation's id; empty where Intercom does not know the message, or not yet
   */
  public Outcome<Optional<String>> whatsAppConversation(String messageId) {
    var request = HttpRequest.get("/messages/whatsapp/status", Map.of("message_id", messageId));
    return optional(
            read(
                request,
                json -> json.has("status") ? JsonFields.text(json, "conversation_id", "") : null))
        .map(found -> found.filter(id -> !id.isEmpty()));
  }

  /** GET /contacts/find_by_external_id/{external_id}, from 2.13. */
  public Outcome<Optional<Contact>> contactByExternalId(String externalId) {
    return optional(
        read(
            HttpRequest.get("/contacts/find_by_external_id/" + encode(externalId)), Contact::read));
  }

  /** GET /contacts/{id}. */
  public Outcome<Optional<Contact>> contact(String id) {
    return optional(read(HttpRequest.get("/contacts/" + encode(id)), Contact::read));
  }

  /** GET /admins. */
  public Outcome<List<Admin>> admins() {
    return read(HttpRequest.get("/admins"), json -> items(json, Admin::read));
  }

  /** GET /me: the admin and the app of the token, in every version. */
  public Outcome<Me> me() {
    return read(HttpRequest.get("/me"), Me::read);
  }

  private Outcome<SentMessage> create(String path, ObjectNode request, Permit permit) {
    Reply reply = call(permit, HttpRequest.post(path, request), connection.timeouts().call());
    return outcome(reply, Kind.CREATES, SentMessage::read);
  }

  private <T> Outcome<T> read(HttpRequest request, Function<JsonNode, @Nullable T> reading) {
    Duration limit = connection.timeouts().call();
    Duration pause = READ_PAUSE;
    Instant start = clock.instant();
    for (int attempt = 1; ; attempt++) {
      Permit permit = pacer.queue(priority);
      if (!permit.await(limit.dividedBy(2).minus(since(start)))) {
        return Outcome.failed(noPermit());
      }
      Duration rest = limit.minus(since(start));
      Outcome<T> outcome = outcome(call(permit, request, rest), Kind.READS, reading);
      boolean passing =
          outcome instanceof Outcome.Failed<T> failed
              && failed.failure() instanceof Failure.NotExecuted;
      Duration left = limit.minus(since(start));
      if (!passing
          || attempt == READ_ATTEMPTS
          || left.compareTo(pause.multipliedBy(2)) < 0
          || !sleep(pause)) {
        return outcome;
      }
      pause = pause.multipliedBy(4);
    }
  }

  /** Every request goes through here, so that the pacer sees every answer. */
  private Reply call(Permit permit, HttpRequest request, Duration limit) {
    permit.use();
    Reply reply = transport.exchange(request, limit);
    if (reply instanceof Reply.Answer answer) {
      Instant now = clock.instant();
      Instant date = answer.headers().getInstant("Date");
      if (date != null) {
        newestAnswer.set(new DatedAnswer(date, now));
      }
      RateLimit rateLimit = answer.rateLimit(now);
      if (rateLimit != null) {
        permit.learn(rateLimit);
      }
      if (answer.status() == 429) {
        pacer.pause(answer.untilReset(now));
      }
    }
    return reply;
  }

  private Failure noPermit() {
    return new Failure.RateLimited(
        new Problem(
            ErrorCode.INTERCOM_RATE_LIMITED,
            "Too little is left of Intercom's rate limit to call it now.",
            "It is tried again after the limit's reset; no retry is spent on it."),
        pacer.untilReset());
  }

  private <T> Outcome<T> outcome(Reply reply, Kind kind, Function<JsonNode, @Nullable T> reading) {
    if (reply instanceof Reply.Answer answer && answer.isSuccess()) {
      T value = reading.apply(answer.json());
      if (value != null) {
        return Outcome.done(value);
      }
    }
    return Outcome.failed(ResponseClassifier.on(reply, kind, clock.instant()));
  }

  /** When something is read by its id, "there is none" is an answer and no failure. */
  private static <T> Outcome<Optional<T>> optional(Outcome<T> outcome) {
    return outcome
        .map(Optional::of)
        .orElse(
            failure -> {
              var intercom = failure.problem().intercom();
              boolean gone =
                  intercom != null && (intercom.status() == 404 || intercom.status() == 410);
              return gone ? Outcome.done(Optional.empty()) : Outcome.failed(failure);
            });
  }

  private static <T> @Nullable Page<T> page(
      JsonNode json, Function<JsonNode, @Nullable T> reading) {
    List<T> items = items(json, reading);
    return items == null
        ? null
        : new Page<>(items, JsonFields.text(json.path("pages").path("next"), "starting_after"));
  }

  /**
   * Reads a list, which Intercom's descriptions and answers give different names.
   *
   * @return null where there is none: the answer is something else
   */
  private static <T> @Nullable List<T> items(
      JsonNode json, Function<JsonNode, @Nullable T> reading) {
    JsonNode list = list(json);
    if (list == null) {
      return null;
    }
    List<T> items = new ArrayList<>();
    for (JsonNode item : list) {
      T value = reading.apply(item);
      if (value != null) {
        items.add(value);
      }
    }
    return List.copyOf(items);
  }

  private static @Nullable JsonNode list(JsonNode json) {
    for (String name : LIST_NAMES) {
      JsonNode list = json.path(name);
      if (list.isArray() || list.isNull() && json.path("type").asText().endsWith(".list")) {
        return list;
      }
    }
    return null;
  }

  /** Zero where the machine's clock was set back. */
  private Duration since(Instant start) {
    Duration time = Duration.between(start, clock.instant());
    return time.isNegative() ? Duration.ZERO : time;
  }

  private boolean sleep(Duration pause) {
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

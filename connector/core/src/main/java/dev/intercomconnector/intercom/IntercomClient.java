package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * <p>A call that creates something goes over the wire at most once. A read that met a passing fault
 * is repeated within that same time limit.
 *
 * <p>Every call goes through the workspace's {@link Pacer}. A read waits for its permit by itself,
 * for at most half of its time limit; a send brings one along.
 */
public final class IntercomClient {

  private static final int READ_ATTEMPTS = 3;
  private static final Duration READ_PAUSE = Duration.ofMillis(250);

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

  /** The same client for what a send has to look up: it goes ahead of other reads. */
  public IntercomClient forSends() {
    return new IntercomClient(
        connection, transport, pacer, clock, sleeper, Priority.SEND, newestAnswer);
  }

  /**
   * Waits for the leave to create something. Whoever has it should go at once.
   *
   * @param longest how long the calling thread may be blocked
   * @return {@link Failure.RateLimited} as soon as it shows that this takes too long
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

  /** POST /conversations, which answers with the message it began with. */
  public Outcome<SentMessage> createConversation(ObjectNode request, Permit permit) {
    return create("/conversations", request, permit);
  }

  /**
   * POST /conversations/search, one page.
   *
   * @param query the value of {@code query}
   * @param startingAfter {@link ResultPage#next()} of the page before; null for the first
   */
  public Outcome<ResultPage<Conversation>> searchConversations(
      ObjectNode query, @Nullable String startingAfter) {
    return searchConversations(query, startingAfter, Conversation::read);
  }

  /** POST /conversations/search, one page, for what the conversations began with. */
  public Outcome<ResultPage<FirstMessage>> searchFirstMessages(
      ObjectNode query, @Nullable String startingAfter) {
    return searchConversations(query, startingAfter, FirstMessage::read);
  }

  private <T> Outcome<ResultPage<T>> searchConversations(
      ObjectNode query, @Nullable String startingAfter, Function<JsonNode, @Nullable T> reading) {
    ObjectNode body = query.objectNode();
    body.set("query", query);
    ObjectNode pagination = body.putObject("pagination").put("per_page", 150);
    if (startingAfter != null) {
      pagination.put("starting_after", startingAfter);
    }
    return read(
        HttpRequest.post("/conversations/search", body),
        json -> page(json, "conversations", reading));
  }

  /**
   * GET /conversations/{id} with its newest 500 parts.
   *
   * @return empty where there is no such conversation (any more)
   */
  public Outcome<Optional<Conversation>> conversation(String id, BodyFormat format) {
    Map<String, String> query =
        format == BodyFormat.PLAINTEXT ? Map.of("display_as", "plaintext") : Map.of();
    return optional(
        read(HttpRequest.get("/conversations/" + encode(id), query), Conversation::read));
  }

  /** How the bodies of conversation parts are shown. */
  public enum BodyFormat {
    HTML,
    PLAINTEXT
  }

  /**
   * GET /conversations of API 1.x: one page of a contact's conversations.
   *
   * @param personField {@code intercom_user_id}, {@code user_id} or {@code email}
   * @param onlyOpen closed ones are left out
   * @param page from 1
   */
  public Outcome<ResultPage<Conversation>> legacyConversations(
      String personField, String person, boolean onlyOpen, int page) {
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
          ResultPage<Conversation> found = page(json, "conversations", Conversation::read);
          boolean more = json.path("pages").path("total_pages").asInt(1) > page;
          return new ResultPage<>(found.items(), more ? "" + (page + 1) : null);
        });
  }

  /** POST /contacts/search, one page. */
  public Outcome<ResultPage<Contact>> searchContacts(ObjectNode query) {
    ObjectNode body = query.objectNode();
    body.set("query", query);
    body.putObject("pagination").put("per_page", 50);
    return read(
        HttpRequest.post("/contacts/search", body), json -> page(json, "data", Contact::read));
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
    return read(HttpRequest.get("/admins"), json -> page(json, "admins", Admin::read).items());
  }

  /** GET /me: whose token it is. Answers in any version with the token's admin and app. */
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

  /** The one place through which every request goes, so that the pacer sees every answer. */
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
    if (reply instanceof Reply.Answer answer && answer.isSuccess() && answer.isJson()) {
      T value = reading.apply(answer.json());
      if (value != null) {
        return Outcome.done(value);
      }
    }
    return Outcome.failed(ResponseClassifier.on(reply, kind, clock.instant()));
  }

  /** For reading by id: "no such thing" is an answer, not a failure. */
  private static <T> Outcome<Optional<T>> optional(Outcome<T> outcome) {
    return outcome
        .map(Optional::of)
        .orElse(
            failure -> {
              var intercom = failure.problem().intercom();
              // A 404 that is not Intercom's own comes from a wrong address.
              boolean gone =
                  intercom != null
                      && failure.problem().code() != ErrorCode.INTERCOM_UNAVAILABLE
                      && (intercom.status() == 404 || intercom.status() == 410);
              return gone ? Outcome.done(Optional.empty()) : Outcome.failed(failure);
            });
  }

  private static <T> ResultPage<T> page(
      JsonNode json, String field, Function<JsonNode, @Nullable T> reading) {
    // Descriptions and answers disagree on the name of the list.
    JsonNode list = json.has(field) ? json.path(field) : json.path("data");
    List<T> items = new ArrayList<>();
    for (JsonNode item : list) {
      T value = reading.apply(item);
      if (value != null) {
        items.add(value);
      }
    }
    return new ResultPage<>(
        List.copyOf(items), JsonFields.text(json.path("pages").path("next"), "starting_after"));
  }

  /** Not negative, also where the machine's clock was set back. */
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

package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.intercom.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;

/** What Intercom does with a send and with what a send has to find out, and how it can fail. */
final class ModelIntercom {

  private static final String ADMIN = "7";
  private static final String CONTACT = "c1";

  private static final JsonNode CONTACT_BODY =
      JsonNodeFactory.instance
          .objectNode()
          .put("type", "contact")
          .put("id", CONTACT)
          .put("role", "user")
          .put("email", Scenario.CONTACT_EMAIL)
          .put("created_at", 1_600_000_000);

  private static final Reply WHOSE_TOKEN =
      new Reply.Answer(
          200,
          Headers.of(),
          JsonNodeFactory.instance
              .objectNode()
              .put("type", "admin")
              .put("id", ADMIN)
              .set("app", JsonNodeFactory.instance.objectNode().put("id_code", "w1")));

  private final ObjectMapper json;
  private final InstantSource clock;
  private final List<Message> messages = new ArrayList<>();
  private boolean written;
  private boolean searched;

  ModelIntercom(ObjectMapper json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  /**
   * A message that Intercom has.
   *
   * @param jobKey whose send it was
   */
  record Message(String id, long jobKey, JsonNode request, Instant at) {}

  /** Notes that a request that creates a message is on its way. */
  void isWritten() {
    written = true;
  }

  /** Whether a search that worked came after the first request that creates a message. */
  boolean hasBeenSearched() {
    return searched;
  }

  List<Message> messages() {
    return messages;
  }

  List<Message> messagesOf(long jobKey) {
    return messages.stream().filter(message -> message.jobKey() == jobKey).toList();
  }

  static Reply whoseToken() {
    return WHOSE_TOKEN;
  }

  Message store(long jobKey, JsonNode request) {
    Message message = new Message("m" + (messages.size() + 1), jobKey, request, clock.instant());
    messages.add(message);
    written = true;
    return message;
  }

  /** All ways in which a call of a job can go, the usual one first. */
  List<HttpOutcome> outcomes(HttpRequest request, long jobKey) {
    return switch (request.path()) {
      case "/messages" -> sending(request, jobKey);
      case "/contacts/search" -> lookingUp();
      case "/conversations/search" -> searching();
      default ->
          List.of(new HttpOutcome(null, "answered", () -> contact(request.path().substring(10))));
    };
  }

  private List<HttpOutcome> sending(HttpRequest request, long jobKey) {
    JsonNode body = request.body() == null ? MissingNode.getInstance() : request.body();
    return List.of(
        new HttpOutcome(null, "stored", () -> stored(store(jobKey, body))),
        new HttpOutcome(
            Fault.SEND_ANSWER_LOST,
            "stored, the answer is lost",
            () -> {
              store(jobKey, body);
              return cutOff();
            }),
        new HttpOutcome(Fault.SEND_BREAKS_OFF, "not stored, the connection breaks", this::cutOff),
        new HttpOutcome(
            Fault.NO_CONNECTION,
            "not executed, no connection",
            () -> new Reply.NoAnswer(new ConnectException("refused"), false)),
        new HttpOutcome(
            Fault.RATE_LIMIT,
            "not executed, rate limit",
            () -> error(429, "rate_limit_exceeded", "60")),
        new HttpOutcome(Fault.REJECTED, "rejected", () -> error(422, "parameter_invalid", "0")));
  }

  private List<HttpOutcome> lookingUp() {
    return List.of(
        new HttpOutcome(
            null,
            "found",
            () ->
                answer(
                    200,
                    json.createObjectNode().set("data", json.createArrayNode().add(CONTACT_BODY)))),
        new HttpOutcome(Fault.LOOK_UP_FAILS, "fails", () -> error(503, "service_unavailable", "0")),
        new HttpOutcome(
            Fault.TOKEN_REFUSED, "the token is refused", () -> error(401, "unauthorized", "0")));
  }

  private List<HttpOutcome> searching() {
    return List.of(
        new HttpOutcome(null, "all is findable", () -> conversations(messages)),
        new HttpOutcome(
            Fault.NOT_FINDABLE, "nothing is findable yet", () -> conversations(List.of())),
        new HttpOutcome(Fault.SEARCH_FAILS, "fails", () -> error(503, "service_unavailable", "0")));
  }

  private Reply contact(String id) {
    return id.equals(CONTACT) ? answer(200, CONTACT_BODY) : error(404, "not_found", "0");
  }

  private Reply stored(Message message) {
    ObjectNode body = json.createObjectNode();
    body.put("type", "admin_message")
        .put("id", message.id())
        .put("message_type", "inapp")
        .put("created_at", message.at().getEpochSecond());
    return new Reply.Answer(200, headers("0"), body);
  }

  private Reply conversations(List<Message> findable) {
    searched |= written;
    List<Map<String, Object>> found =
        findable.stream()
            .filter(
                message ->
                    message.request().path("create_conversation_without_contact_reply").asBoolean())
            .map(
                message ->
                    Map.of(
                        "type", "conversation",
                        "id", "of-" + message.id(),
                        "created_at", message.at().getEpochSecond(),
                        "updated_at", message.at().getEpochSecond(),
                        "state", "open",
                        "source",
                            Map.of(
                                "type",
                                "conversation",
                                "id",
                                message.id(),
                                "body",
                                "<p>" + message.request().path("body").asText() + "</p>",
                                "author",
                                Map.of("type", "admin", "id", ADMIN)),
                        "contacts",
                            Map.of("contacts", List.of(Map.of("type", "contact", "id", CONTACT)))))
            .toList();
    return answer(200, json.valueToTree(Map.of("conversations", found)));
  }

  private Reply answer(int status, JsonNode body) {
    return new Reply.Answer(status, headers("0"), body);
  }

  private Reply error(int status, String code, String retryAfter) {
    return new Reply.Answer(
        status,
        headers(retryAfter),
        json.valueToTree(
            Map.of(
                "type", "error.list",
                "request_id", "r1",
                "errors", List.of(Map.of("code", code, "message", code)))));
  }

  private Headers headers(String retryAfter) {
    Headers.Builder headers = new Headers.Builder().set("Date", clock.instant());
    return retryAfter.equals("0")
        ? headers.build()
        : headers.set("Retry-After", retryAfter).build();
  }

  private Reply cutOff() {
    written = true;
    return new Reply.NoAnswer(new SocketException("the connection was reset"), true);
  }

  /** Of a call that a stopped process did not get to write within its time limit. */
  static Reply tooLate() {
    return new Reply.NoAnswer(new IOException("too late"), false);
  }

  /** Of a call whose answer did not come within its time limit. */
  static Reply unanswered() {
    return new Reply.NoAnswer(new IOException("timeout"), true);
  }
}

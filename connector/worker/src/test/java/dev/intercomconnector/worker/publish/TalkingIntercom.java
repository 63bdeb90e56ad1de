package dev.intercomconnector.worker.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.intercom.HttpTransport;
import dev.intercomconnector.intercom.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Conversations in which contacts reply, and whoever asks is answered at once. */
final class TalkingIntercom implements HttpTransport {

  private record Talk(
      boolean byContact, Instant createdAt, @Nullable Instant repliedAt, String words) {

    Instant updatedAt() {
      return repliedAt == null ? createdAt : repliedAt;
    }
  }

  private final Map<String, Talk> talks = new ConcurrentHashMap<>();
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private volatile boolean tokenIsRefused;

  TalkingIntercom(InstantSource clock) {
    this.clock = clock;
  }

  /** The contact replies to the message {@code m} and the id. */
  void reply(String id, String words) {
    Instant now = clock.instant();
    talks.compute(
        id,
        (unused, before) ->
            before == null
                ? new Talk(false, now.minusSeconds(600), now, words)
                : new Talk(before.byContact(), before.createdAt(), now, words));
  }

  /** The contact begins a conversation. */
  void begin(String id, String words) {
    talks.put(id, new Talk(true, clock.instant(), null, words));
  }

  /** So many contacts reply at once. */
  void replies(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      reply(prefix + i, "yes");
    }
  }

  /** The conversation alone cannot be read. */
  void cannotBeRead(String id) {
    unreadable.add(id);
  }

  void refuseToken() {
    tokenIsRefused = true;
  }

  /** As a notification or a search shows it: without words. */
  List<JsonNode> shown() {
    return talks.entrySet().stream()
        .<JsonNode>map(talk -> json(talk.getKey(), talk.getValue(), false))
        .toList();
  }

  JsonNode shown(String id) {
    return json(id, Objects.requireNonNull(talks.get(id)), false);
  }

  private static ObjectNode json(String id, Talk talk, boolean withWords) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "conversation");
    json.put("id", id).put("state", "open").put("open", true);
    json.put("created_at", talk.createdAt().getEpochSecond());
    json.put("updated_at", talk.updatedAt().getEpochSecond());
    json.putObject("contacts").putArray("contacts").addObject().put("id", "u");
    ObjectNode source = json.putObject("source").put("id", "m" + id);
    if (talk.byContact()) {
      source.put("subject", "").put("body", talk.words());
      source.putObject("author").put("type", "user").put("id", "u").put("name", "Uma");
      source.withObject("/author").put("email", "uma@x.org");
    } else {
      source.putObject("author").put("type", "admin").put("id", "1");
    }
    json.putObject("statistics").put("last_contact_reply_at", talk.updatedAt().getEpochSecond());
    if (withWords && talk.repliedAt() != null) {
      ObjectNode part =
          json.putObject("conversation_parts").putArray("conversation_parts").addObject();
      part.put("part_type", "comment").put("body", talk.words());
      part.put("created_at", talk.repliedAt().getEpochSecond());
      part.putObject("author").put("type", "user").put("id", "u");
    }
    return json;
  }

  @Override
  public Reply exchange(HttpRequest request, Duration limit) {
    if (tokenIsRefused && !request.path().equals("/me")) {
      return error(401, "unauthorized");
    }
    if (request.path().equals("/me")) {
      return answer(JsonNodeFactory.instance.objectNode().put("type", "admin").put("id", "1"));
    }
    if (request.path().equals("/conversations/search")) {
      return answer(found(Objects.requireNonNull(request.body()).path("query")));
    }
    String id = request.path().substring("/conversations/".length());
    Talk talk = talks.get(id);
    if (unreadable.contains(id)) {
      return error(500, "server_error");
    }
    return talk == null ? error(404, "not_found") : answer(json(id, talk, true));
  }

  private ObjectNode found(JsonNode query) {
    JsonNode from = query.has("field") ? query : query.path("value").path(0);
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "conversation.list");
    var conversations = list.putArray("conversations");
    talks.forEach(
        (id, talk) -> {
          if (talk.updatedAt().getEpochSecond() > from.path("value").asLong()) {
            conversations.add(json(id, talk, false));
          }
        });
    return list;
  }

  private Reply answer(JsonNode json) {
    return new Reply.Answer(200, headers(), json);
  }

  private Reply error(int status, String code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "error.list");
    json.putArray("errors").addObject().put("code", code).put("message", "no");
    return new Reply.Answer(status, headers(), json);
  }

  /** With a limit that nobody reaches. */
  private Headers headers() {
    return new Headers.Builder()
        .set("Date", clock.instant())
        .set("X-RateLimit-Limit", "10000000")
        .set("X-RateLimit-Remaining", "10000000")
        .set("X-RateLimit-Reset", "" + clock.instant().plusSeconds(10).getEpochSecond())
        .build();
  }
}

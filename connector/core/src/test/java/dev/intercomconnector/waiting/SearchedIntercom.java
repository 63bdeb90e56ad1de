package dev.intercomconnector.waiting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Region;
import dev.intercomconnector.intercom.Reply;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that a test changes, and a search over their times as Intercom has it: the newest
 * change first, 150 a page, each change shown as late as the test says.
 */
final class SearchedIntercom {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final int PER_PAGE = 150;

  private record Shown(String id, Instant updatedAt, Instant from) {}

  final TestTime time = new TestTime(NOW);
  int calls;

  private final Map<String, Shown> shown = new HashMap<>();
  private Function<@Nullable String, @Nullable Reply> fault = cursor -> null;
  private boolean pagesRepeat;

  IntercomClient client() {
    return new IntercomClient(
        Connection.to(Region.US, new AccessToken("token")),
        this::answer,
        new Pacer(0.2, time, time, new Random(1), (priority, wait) -> {}),
        time,
        time);
  }

  /** The conversation changes now, and the search shows it after the lag. */
  void change(String id, Duration lag) {
    shown.put(id, new Shown(id, time.instant(), time.instant().plus(lag)));
  }

  void change(String id) {
    change(id, Duration.ZERO);
  }

  /** Many conversations change, so many a second. */
  void changes(String prefix, int count, int aSecond) {
    for (int i = 0; i < count; i++) {
      if (i > 0 && i % aSecond == 0) {
        time.advance(Duration.ofSeconds(1));
      }
      change(prefix + i);
    }
  }

  /** What is answered instead; by the page's cursor, null for the first page. */
  void fault(Function<@Nullable String, @Nullable Reply> instead) {
    fault = instead;
  }

  void answersAsUsual() {
    fault = cursor -> null;
    pagesRepeat = false;
  }

  /** Each page after the first is the first again. */
  void pagesRepeat() {
    pagesRepeat = true;
  }

  static Reply refusal(int status, String code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "error.list");
    json.putArray("errors").addObject().put("code", code).put("message", "no");
    return new Reply.Answer(status, Headers.of(), json);
  }

  private Reply answer(HttpRequest request, Duration limit) {
    calls++;
    JsonNode body = Objects.requireNonNull(request.body());
    JsonNode pagination = body.path("pagination");
    String cursor =
        pagination.has("starting_after") ? pagination.path("starting_after").asText() : null;
    Reply instead = fault.apply(cursor);
    return instead == null ? page(body.path("query"), cursor) : instead;
  }

  private Reply page(JsonNode query, @Nullable String cursor) {
    List<Shown> found =
        shown.values().stream()
            .filter(one -> !one.from().isAfter(time.instant()))
            .filter(one -> matches(query, one.updatedAt().getEpochSecond()))
            .sorted(Comparator.comparing(Shown::updatedAt).thenComparing(Shown::id).reversed())
            .toList();
    int begin = cursor == null || pagesRepeat ? 0 : Integer.parseInt(cursor);
    int end = Math.min(found.size(), begin + PER_PAGE);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "conversation.list");
    var list = json.putArray("conversations");
    for (Shown one : found.subList(Math.min(begin, end), end)) {
      var conversation = list.addObject().put("id", one.id());
      conversation.put("updated_at", one.updatedAt().getEpochSecond());
      conversation.putObject("source").put("id", "m" + one.id());
    }
    if (end < found.size()) {
      json.putObject("pages").putObject("next").put("starting_after", "" + end);
    }
    return new Reply.Answer(200, new Headers.Builder().set("Date", time.instant()).build(), json);
  }

  private static boolean matches(JsonNode query, long seconds) {
    if (query.path("operator").asText().equals("AND")) {
      for (JsonNode one : query.path("value")) {
        if (!matches(one, seconds)) {
          return false;
        }
      }
      return true;
    }
    long limit = query.path("value").asLong();
    return query.path("operator").asText().equals(">") ? seconds > limit : seconds < limit;
  }
}

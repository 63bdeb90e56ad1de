package dev.intercomconnector.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Opening;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Page;
import dev.intercomconnector.intercom.SentMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * What a message leaves in Intercom besides itself. Messages cannot be listed, but one that opens a
 * conversation at once can be found by it: by who wrote what to whom, and when.
 *
 * @param contactId who is in the conversation
 * @param authorId who wrote the message: an admin, or that contact
 * @param text its words, without markup
 */
record Trace(String contactId, String authorId, boolean byAdmin, String subject, String text) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Empty for a message that cannot be found: its conversation begins with a reply, if ever. */
  static Optional<Trace> of(PreparedMessage message) {
    JsonNode request = message.request();
    boolean byAdmin = request.path("from").path("type").asText().equals("admin");
    boolean opens =
        !byAdmin || request.path("create_conversation_without_contact_reply").asBoolean();
    String body = request.path("body").asText("");
    // A backdated message may be filed under either time.
    if (!opens || body.isBlank() || message.contactIds().isEmpty() || request.has("created_at")) {
      return Optional.empty();
    }
    return Optional.of(
        new Trace(
            message.contactIds().getFirst(),
            request.path("from").path("id").asText(),
            byAdmin,
            request.path("subject").asText(""),
            byAdmin ? text(body) : squeeze(body)));
  }

  /** The messages that may be this one, created within the window, both ends included. */
  Outcome<List<Sent>> search(IntercomClient intercom, Instant from, Instant to) {
    ObjectNode query = JSON.objectNode().put("operator", "AND");
    ArrayNode filters = query.putArray("value");
    filters.add(filter("contact_ids", "=", JSON.textNode(contactId)));
    filters.add(filter("source.author.id", "=", JSON.textNode(authorId)));
    // Intercom's ">" may or may not include the value itself.
    filters.add(filter("created_at", ">", JSON.numberNode(from.getEpochSecond() - 1)));
    List<Sent> found = new ArrayList<>();
    String next = null;
    do {
      switch (intercom.searchOpenings(query, next)) {
        case Outcome.Done<Page<Opening>> page -> {
          page.value().items().stream()
              .filter(opening -> isOf(opening, from, to))
              .map(this::sent)
              .forEach(found::add);
          next = page.value().next();
        }
        case Outcome.Failed<Page<Opening>> failed -> {
          return Outcome.failed(failed.failure());
        }
      }
    } while (next != null);
    return Outcome.done(found);
  }

  private boolean isOf(Opening opening, Instant from, Instant to) {
    return opening.authorId().equals(authorId)
        && opening.authorType().equals("admin") == byAdmin
        && opening.contactIds().contains(contactId)
        && !opening.createdAt().isBefore(from)
        && !opening.createdAt().isAfter(to)
        && squeeze(opening.subject()).equals(squeeze(subject))
        && text(opening.body()).equals(text);
  }

  private Sent sent(Opening opening) {
    return new Sent(
        new SentMessage(
            opening.messageId(),
            byAdmin ? "admin_message" : "user_message",
            null,
            opening.createdAt(),
            opening.conversationId(),
            null),
        opening.contactIds());
  }

  private static String text(String html) {
    return squeeze(Jsoup.parse(html).text());
  }

  private static String squeeze(String words) {
    return words.replaceAll("[\\s\\u00a0]+", " ").strip();
  }

  private static ObjectNode filter(String field, String operator, @Nullable JsonNode value) {
    return JSON.objectNode().put("field", field).put("operator", operator).set("value", value);
  }
}

package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as Intercom lists or shows it.
 *
 * @param messageId {@code source.id}, the id of the message that began it; {@code
 *     conversation_message.id} in 1.x; null where no message began it (2.16)
 * @param begunByContact whether a contact wrote the first message
 * @param state {@code open}, {@code closed}, {@code snoozed} or a newer word
 * @param repliedAt the last time that a contact wrote after the first message; null if none did
 * @param parts everything after the first message; empty in lists and search results
 */
public record Conversation(
    String id,
    @Nullable String messageId,
    boolean begunByContact,
    String state,
    boolean open,
    boolean read,
    List<String> contactIds,
    @Nullable String adminAssigneeId,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Instant repliedAt,
    List<Part> parts) {

  private static final Pattern EMPTY_PARAGRAPH =
      Pattern.compile("\\s*<p>\\s*(<br\\s*/?>)?\\s*</p>\\s*");

  /** The newest change first, conversations without a time last. */
  public static final Comparator<Conversation> NEWEST_FIRST =
      Comparator.comparing(
          Conversation::updatedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

  /**
   * A conversation part: something written or done.
   *
   * @param authorType {@code user}, {@code lead}, {@code contact}, {@code admin}, {@code bot}...
   * @param body HTML, or plain text if the request asked for it; null for parts without text
   */
  public record Part(
      String partType,
      String authorType,
      @Nullable String authorId,
      @Nullable String authorName,
      @Nullable String body,
      @Nullable Instant createdAt,
      List<Attachment> attachments) {

    /** Whether a contact wrote or sent something; a comment may have lost its text (redacted). */
    public boolean isReply() {
      return isContact(authorType)
          && (body != null || !attachments.isEmpty() || partType.equals("comment"));
    }
  }

  /**
   * A file.
   *
   * @param type {@code upload} as far as is known
   */
  public record Attachment(@Nullable String name, @Nullable String type, @Nullable String url) {}

  /** The last part that a contact wrote or sent after the first message. */
  public @Nullable Part lastReply() {
    return lastReply(parts);
  }

  private static @Nullable Part lastReply(List<Part> parts) {
    return parts.reversed().stream().filter(Part::isReply).findFirst().orElse(null);
  }

  /**
   * Whether somebody closed it. Until the contact writes, Intercom shows a conversation that an
   * admin began as closed; that does not count.
   */
  public boolean isClosed() {
    return state.equals("closed") && (repliedAt != null || begunByContact);
  }

  static @Nullable Conversation read(JsonNode json) {
    String id = JsonFields.text(json, "id");
    if (id == null) {
      return null;
    }
    JsonNode source = json.has("source") ? json.path("source") : json.path("conversation_message");
    boolean begunByContact = isContact(JsonFields.text(source.path("author"), "type", ""));
    boolean open = JsonFields.flag(json, "open");
    Instant createdAt = JsonFields.instant(json, "created_at");
    List<Part> parts = readParts(json.path("conversation_parts"));
    return new Conversation(
        id,
        JsonFields.text(source, "id"),
        begunByContact,
        JsonFields.text(json, "state", open ? "open" : "closed"),
        open,
        JsonFields.flag(json, "read"),
        readContactIds(json),
        readAssignee(json),
        createdAt,
        JsonFields.instant(json, "updated_at"),
        readRepliedAt(json, begunByContact, createdAt, parts),
        parts);
  }

  private static boolean isContact(String authorType) {
    return switch (authorType) {
      case "user", "lead", "contact", "visitor" -> true;
      default -> false;
    };
  }

  private static List<String> readContactIds(JsonNode json) {
    // 2.x nests contacts.contacts; 1.x has a single user or customers.
    JsonNode contacts = json.path("contacts");
    List<String> ids = new ArrayList<>();
    for (JsonNode list :
        List.of(
            contacts.path("contacts"), contacts.path("data"), contacts, json.path("customers"))) {
      if (list.isArray() && ids.isEmpty()) {
        list.forEach(contact -> addId(ids, contact));
      }
    }
    if (ids.isEmpty()) {
      addId(ids, json.path("user"));
    }
    return List.copyOf(ids);
  }

  private static void addId(List<String> ids, JsonNode contact) {
    String id = JsonFields.text(contact, "id");
    if (id != null) {
      ids.add(id);
    }
  }

  private static @Nullable String readAssignee(JsonNode json) {
    String id = JsonFields.text(json, "admin_assignee_id");
    // Intercom writes 0 for "nobody" in some versions.
    return id == null || id.equals("0") ? JsonFields.text(json.path("assignee"), "id") : id;
  }

  /**
   * In a conversation that a contact began, {@code first_contact_reply} ({@code
   * customer_first_reply} in 1.x) and {@code last_contact_reply_at} include the first message, so
   * only a later time is a reply.
   */
  private static @Nullable Instant readRepliedAt(
      JsonNode json, boolean begunByContact, @Nullable Instant createdAt, List<Part> parts) {
    Instant counted = JsonFields.instant(json.path("statistics"), "last_contact_reply_at");
    for (String firstReply : List.of("first_contact_reply", "customer_first_reply")) {
      if (counted == null) {
        counted = JsonFields.instant(json.path(firstReply), "created_at");
      }
    }
    if (begunByContact && counted != null && createdAt != null && !counted.isAfter(createdAt)) {
      counted = null;
    }
    Part last = lastReply(parts);
    Instant shown = last == null ? null : last.createdAt();
    return counted == null || shown != null && shown.isAfter(counted) ? shown : counted;
  }

  private static List<Part> readParts(JsonNode json) {
    JsonNode list = json.isArray() ? json : json.path("conversation_parts");
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : list) {
      JsonNode author = part.path("author");
      parts.add(
          new Part(
              JsonFields.text(part, "part_type", ""),
              JsonFields.text(author, "type", ""),
              JsonFields.text(author, "id"),
              JsonFields.text(author, "name"),
              readBody(part),
              JsonFields.instant(part, "created_at"),
              readAttachments(part.path("attachments"))));
    }
    parts.sort(
        Comparator.comparing(Part::createdAt, Comparator.nullsFirst(Comparator.naturalOrder())));
    return List.copyOf(parts);
  }

  /** Empty markup is no text, but a picture in it is. */
  private static @Nullable String readBody(JsonNode part) {
    String body = JsonFields.text(part, "body");
    return body == null || body.isBlank() || EMPTY_PARAGRAPH.matcher(body).matches() ? null : body;
  }

  private static List<Attachment> readAttachments(JsonNode list) {
    List<Attachment> attachments = new ArrayList<>();
    for (JsonNode file : list) {
      attachments.add(
          new Attachment(
              JsonFields.text(file, "name"),
              JsonFields.text(file, "type"),
              JsonFields.text(file, "url")));
    }
    return List.copyOf(attachments);
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Part;
import dev.intercomconnector.intercomdouble.workspace.State;
import dev.intercomconnector.intercomdouble.workspace.Statistics;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as version 2 shows it; the version decides the fields of Intercom's examples. */
final class ConversationJson {
  private static final int MOST_PARTS = 500;

  private final Workspace workspace;
  private final ServedVersion version;
  private final BodyFormat format;

  ConversationJson(Workspace workspace, ServedVersion version, BodyFormat format) {
    this.workspace = workspace;
    this.version = version;
    this.format = format;
  }

  /** With the 500 newest parts, as one conversation is shown. */
  ObjectNode full(StoredConversation conversation) {
    List<Part> parts = conversation.parts();
    List<Part> newest = parts.subList(Math.max(0, parts.size() - MOST_PARTS), parts.size());
    ObjectNode shown = item(conversation);
    ObjectNode list = shown.putObject("conversation_parts").put("type", "conversation_part.list");
    list.set("conversation_parts", Json.array(newest, part -> PartJson.of(part, format)));
    list.put("total_count", parts.size());
    return shown;
  }

  /** Without parts, as lists and searches show it. */
  ObjectNode item(StoredConversation conversation) {
    Statistics statistics = Statistics.of(conversation);
    ObjectNode shown =
        Json.object()
            .put("type", "conversation")
            .put("id", conversation.id())
            .put("created_at", conversation.createdAt())
            .put("updated_at", conversation.updatedAt())
            .put("waiting_since", waitingSince(conversation, statistics))
            .putNull("snoozed_until");
    shown.set("source", source(conversation));
    shown.set("contacts", contacts(conversation));
    shown.set("first_contact_reply", firstContactReply(conversation, statistics));
    shown
        .put("admin_assignee_id", conversation.adminAssigneeId())
        .putNull("team_assignee_id")
        .put("open", conversation.isOpen())
        .put("state", conversation.state().word())
        .put("read", conversation.read());
    shown.putObject("tags").put("type", "tag.list").putArray("tags");
    shown
        .put("priority", version.isAtLeast(ServedVersion.V2_16) ? "none" : "not_priority")
        .putNull("sla_applied");
    shown.set("statistics", StatisticsJson.of(conversation, statistics));
    shown.putNull("conversation_rating").putNull("teammates").put("title", conversation.title());
    shown.set("custom_attributes", conversation.customAttributes().deepCopy());
    shown.putObject("topics");
    shown.putNull("ticket");
    ObjectNode linked = shown.putObject("linked_objects").put("type", "list");
    linked.putArray("data");
    linked.put("total_count", 0).put("has_more", false);
    shown.putNull("ai_agent").put("ai_agent_participated", false);
    if (version.isAtLeast(ServedVersion.V2_16)) {
      String channel = conversation.source().kind().channel();
      shown.putObject("channel").put("initial", channel).put("current", channel);
    }
    return version.isAtLeast(ServedVersion.PREVIEW) ? shown.putNull("ai_topics") : shown;
  }

  private ObjectNode source(StoredConversation conversation) {
    StoredMessage message = conversation.source();
    boolean byContact = conversation.startedByContact();
    String html = byContact ? Markup.fromContact(message.body()) : Markup.fromAdmin(message.body());
    String subject = message.subject();
    ObjectNode source =
        Json.object()
            .put("type", message.kind().sourceType())
            .put("id", message.id())
            .put("delivered_as", deliveredAs(conversation))
            .put("subject", subject == null ? "" : subject)
            .put("body", format.show(html));
    source.set("author", PartJson.author(message.sender()));
    source.putArray("attachments");
    return source.put("url", message.url()).put("redacted", false);
  }

  static String deliveredAs(StoredConversation conversation) {
    return conversation.startedByContact() ? "customer_initiated" : "admin_initiated";
  }

  private ObjectNode contacts(StoredConversation conversation) {
    ObjectNode contact = Json.object().put("type", "contact").put("id", conversation.contactId());
    if (version.isAtLeast(ServedVersion.V2_9)) {
      contact.put(
          "external_id",
          workspace
              .people()
              .contact(conversation.contactId())
              .map(StoredContact::profile)
              .map(profile -> profile.externalId())
              .orElse(null));
    }
    ObjectNode list = Json.object().put("type", "contact.list");
    list.putArray("contacts").add(contact);
    return list;
  }

  private static @Nullable ObjectNode firstContactReply(
      StoredConversation conversation, Statistics statistics) {
    Long at = statistics.firstContactReplyAt();
    return at == null
        ? null
        : Json.object()
            .put("created_at", at)
            .put("type", conversation.source().kind().sourceType())
            .put("url", conversation.source().url());
  }

  /** Since when the contact waits for an admin's word, in epoch seconds. */
  static @Nullable Long waitingSince(StoredConversation conversation, Statistics statistics) {
    Long contact = statistics.lastContactReplyAt();
    Long admin = statistics.lastAdminReplyAt();
    boolean waiting =
        conversation.state() == State.OPEN && contact != null && (admin == null || admin < contact);
    return waiting ? contact : null;
  }
}

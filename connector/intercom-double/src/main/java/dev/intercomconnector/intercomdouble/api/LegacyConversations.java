package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.search.PageRequest;
import dev.intercomconnector.intercomdouble.search.SearchPage;
import dev.intercomconnector.intercomdouble.search.Sorting;
import dev.intercomconnector.intercomdouble.workspace.Statistics;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.util.Map;

/**
 * Conversations as version 1 lists and shows them: those of one contact, each with the message that
 * started it under {@code conversation_message}.
 */
final class LegacyConversations {
  private static final int PER_PAGE = 20;

  private final ApiCall call;

  LegacyConversations(ApiCall call) {
    this.call = call;
  }

  ApiAnswer list() {
    Map<String, String> query = call.query();
    if (!"user".equals(query.get("type"))) {
      throw ApiError.invalid("type", "type must be user");
    }
    StoredContact contact = contact(query);
    String open = query.get("open");
    ObjectNode asked = Json.object();
    query.forEach(asked::put);
    SearchPage<StoredConversation> page =
        SearchPage.of(
            call.workspace()
                .correspondence()
                .conversations()
                .filter(conversation -> conversation.contactId().equals(contact.id()))
                .filter(
                    conversation ->
                        open == null || conversation.isOpen() == Boolean.parseBoolean(open)),
            new Sorting<>(
                StoredConversation::updatedAt,
                StoredConversation::id,
                Sorting.Direction.DESCENDING),
            PageRequest.read(asked, PER_PAGE));
    return ApiAnswer.ok(
        PagesJson.list(
            "conversation.list",
            "conversations",
            page,
            conversation -> item(conversation, BodyFormat.HTML)));
  }

  private StoredContact contact(Map<String, String> query) {
    ContactLookup lookup = new ContactLookup(call);
    String id = query.get("intercom_user_id");
    String userId = query.get("user_id");
    String email = query.get("email");
    if (id != null) {
      return lookup.byId(id);
    }
    if (userId != null) {
      return lookup.byExternalId(userId);
    }
    if (email != null) {
      return lookup.byEmail(email);
    }
    throw ApiError.invalid(
        "intercom_user_id", "One of intercom_user_id, user_id and email is required");
  }

  ObjectNode full(StoredConversation conversation, BodyFormat format) {
    ObjectNode shown = item(conversation, format);
    ObjectNode list = shown.putObject("conversation_parts").put("type", "conversation_part.list");
    list.set(
        "conversation_parts", Json.array(conversation.parts(), part -> PartJson.of(part, format)));
    return shown.put("total_count", conversation.parts().size());
  }

  private ObjectNode item(StoredConversation conversation, BodyFormat format) {
    ObjectNode shown =
        Json.object()
            .put("type", "conversation")
            .put("id", conversation.id())
            .put("created_at", conversation.createdAt())
            .put("updated_at", conversation.updatedAt());
    shown.putObject("user").put("type", "user").put("id", conversation.contactId());
    shown.putObject("assignee").put("type", "nobody_admin").putNull("id");
    Long replied = Statistics.of(conversation).firstContactReplyAt();
    if (replied == null) {
      shown.putNull("customer_first_reply");
    } else {
      shown
          .putObject("customer_first_reply")
          .put("created_at", replied)
          .put("type", conversation.source().kind().sourceType())
          .put("url", conversation.source().url());
    }
    shown.set("conversation_message", message(conversation, format));
    return shown
        .put("open", conversation.isOpen())
        .put("state", conversation.state().word())
        .put("read", conversation.read());
  }

  private static ObjectNode message(StoredConversation conversation, BodyFormat format) {
    StoredMessage message = conversation.source();
    String html =
        conversation.startedByContact()
            ? Markup.fromContact(message.body())
            : Markup.fromAdmin(message.body());
    ObjectNode shown =
        Json.object()
            .put("type", "conversation_message")
            .put("id", message.id())
            .put("subject", message.subject() == null ? "" : message.subject())
            .put("body", format.show(html));
    shown.set("author", PartJson.author(message.sender()));
    shown.putArray("attachments");
    return shown.put("url", message.url());
  }
}

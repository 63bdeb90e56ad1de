package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.State;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import org.jspecify.annotations.Nullable;

/** POST /conversations/{id}/reply: a word from an admin or from the contact. */
final class Replying {
  private final ApiCall call;
  private final JsonNode request;

  Replying(ApiCall call) {
    this.call = call;
    this.request = call.body();
  }

  StoredConversation reply() {
    StoredConversation conversation = ConversationEndpoints.existing(call);
    String type = request.path("message_type").asText("comment");
    return switch (request.path("type").asText()) {
      case "admin" -> byAdmin(conversation, type);
      case "user" -> byContact(conversation);
      default -> throw ApiError.invalid("type", "type must be admin or user");
    };
  }

  private StoredConversation byAdmin(StoredConversation conversation, String type) {
    if (!type.equals("comment") && !type.equals("note")) {
      throw ApiError.invalid("message_type", "message_type must be comment or note");
    }
    String body = Markup.fromAdmin(MessageFields.body(request));
    StoredAdmin admin =
        call.workspace()
            .people()
            .admin(Json.filled(request, "admin_id"))
            .orElseThrow(ApiError::adminNotFound);
    State state = type.equals("note") ? conversation.state() : State.OPEN;
    return added(conversation, type, Author.of(admin), body, state);
  }

  private StoredConversation byContact(StoredConversation conversation) {
    String body = Markup.fromContact(MessageFields.body(request));
    StoredContact contact = contact();
    if (!contact.id().equals(conversation.contactId())) {
      throw ApiError.userNotFound();
    }
    return added(conversation, "comment", Author.of(contact), body, State.OPEN);
  }

  private StoredContact contact() {
    ContactLookup lookup = new ContactLookup(call);
    String id = Json.filled(request, "intercom_user_id");
    String userId = Json.filled(request, "user_id");
    String email = Json.filled(request, "email");
    if (id != null) {
      return lookup.byId(id);
    }
    if (userId != null) {
      return lookup.byExternalId(userId);
    }
    if (email != null) {
      return lookup.byEmail(email);
    }
    throw ApiError.invalid("intercom_user_id", "A contact's reply needs an id of the contact");
  }

  private StoredConversation added(
      StoredConversation conversation,
      String type,
      Author author,
      @Nullable String body,
      State state) {
    return call.workspace()
        .correspondence()
        .addPart(conversation.id(), type, author, body, state)
        .orElseThrow(ApiError::resourceNotFound);
  }
}

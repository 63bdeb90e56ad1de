package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.State;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;

/** POST /conversations/{id}/parts: what an admin does to a conversation in the inbox. */
final class ConversationActions {
  private final ApiCall call;
  private final JsonNode request;

  ConversationActions(ApiCall call) {
    this.call = call;
    this.request = call.body();
  }

  StoredConversation act() {
    StoredConversation conversation = ConversationEndpoints.existing(call);
    StoredAdmin admin =
        call.workspace()
            .people()
            .admin(Json.filled(request, "admin_id"))
            .orElseThrow(ApiError::adminNotFound);
    String action = request.path("message_type").asText();
    return switch (action) {
      case "close" -> added(conversation, action, admin, State.CLOSED);
      case "open" -> added(conversation, action, admin, State.OPEN);
      case "snoozed" -> added(conversation, action, admin, State.SNOOZED);
      case "assignment" -> assign(conversation, admin);
      default ->
          throw ApiError.invalid(
              "message_type", "message_type must be close, open, snoozed or assignment");
    };
  }

  private StoredConversation assign(StoredConversation conversation, StoredAdmin admin) {
    String assignee = Json.filled(request, "assignee_id");
    if (assignee == null || !assignee.matches("\\d{1,18}")) {
      throw ApiError.invalid("assignee_id", "assignee_id must be a number");
    }
    StoredConversation after = added(conversation, "assignment", admin, conversation.state());
    return call.workspace()
        .correspondence()
        .change(after.id(), one -> one.withAssignee(Long.valueOf(assignee), call.workspace().now()))
        .orElseThrow(ApiError::resourceNotFound);
  }

  private StoredConversation added(
      StoredConversation conversation, String action, StoredAdmin admin, State state) {
    String body = Json.filled(request, "body");
    return call.workspace()
        .correspondence()
        .addPart(
            conversation.id(),
            action,
            Author.of(admin),
            body == null ? null : Markup.fromAdmin(body),
            state)
        .orElseThrow(ApiError::resourceNotFound);
  }
}

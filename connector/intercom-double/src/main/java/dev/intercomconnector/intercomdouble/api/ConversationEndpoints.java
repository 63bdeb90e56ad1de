package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.State;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import java.util.List;

/** One conversation: showing, changing and deleting it. */
final class ConversationEndpoints {
  List<Route> routes() {
    return List.of(
        Route.of("GET", "/conversations/{id}", ConversationEndpoints::get),
        Route.since(
            ServedVersion.V2_0, "PUT", "/conversations/{id}", ConversationEndpoints::update),
        Route.since(
            ServedVersion.V2_0, "DELETE", "/conversations/{id}", ConversationEndpoints::delete),
        Route.of(
            "POST", "/conversations/{id}/reply", call -> shown(call, new Replying(call).reply())),
        Route.of(
            "POST",
            "/conversations/{id}/parts",
            call -> shown(call, new ConversationActions(call).act())));
  }

  private static ApiAnswer get(ApiCall call) {
    return shown(call, existing(call));
  }

  private static ApiAnswer update(ApiCall call) {
    JsonNode body = call.body();
    long now = call.workspace().now();
    existing(call);
    return shown(
        call,
        call.workspace()
            .correspondence()
            .change(call.id(), conversation -> changed(conversation, body, now))
            .orElseThrow(ApiError::resourceNotFound));
  }

  private static StoredConversation changed(
      StoredConversation conversation, JsonNode body, long now) {
    StoredConversation changed = conversation;
    if (body.path("read").isBoolean()) {
      changed = changed.withRead(body.path("read").asBoolean(), now);
    }
    if (body.path("open").isBoolean()) {
      changed = changed.withState(body.path("open").asBoolean() ? State.OPEN : State.CLOSED, now);
    }
    if (body.hasNonNull("state")) {
      changed = changed.withState(state(body), now);
    }
    if (body.has("title")) {
      changed = changed.withTitle(Json.filled(body, "title"), now);
    }
    return body.path("custom_attributes") instanceof ObjectNode attributes
        ? changed.withMoreAttributes(attributes, now)
        : changed;
  }

  private static State state(JsonNode body) {
    try {
      return State.of(body.path("state").asText());
    } catch (IllegalArgumentException e) {
      throw ApiError.invalid("state", "state must be open, closed or snoozed");
    }
  }

  private static ApiAnswer delete(ApiCall call) {
    String id = existing(call).id();
    call.workspace().correspondence().delete(id);
    return ApiAnswer.ok(
        Json.object().put("id", id).put("object", "conversation").put("deleted", true));
  }

  /**
   * @throws ApiError 404 when there is no conversation of the id in the path
   */
  static StoredConversation existing(ApiCall call) {
    return call.workspace()
        .correspondence()
        .conversation(call.id())
        .orElseThrow(ApiError::resourceNotFound);
  }

  private static ApiAnswer shown(ApiCall call, StoredConversation conversation) {
    BodyFormat format = BodyFormat.asked(call.query());
    return ApiAnswer.ok(
        call.version().isLegacy()
            ? new LegacyConversations(call).full(conversation, format)
            : new ConversationJson(call.workspace(), call.version(), format).full(conversation));
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.App;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import java.util.List;

/** Who the token belongs to, and the teammates of the workspace. */
final class AdminEndpoints {
  private static final long APP_CREATED_AT = 1_734_537_243;

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/me", AdminEndpoints::me),
        Route.of("GET", "/admins", AdminEndpoints::list),
        Route.of("GET", "/admins/{id}", AdminEndpoints::get));
  }

  private static ApiAnswer me(ApiCall call) {
    StoredAdmin first =
        call.workspace().people().admins().stream()
            .findFirst()
            .orElseThrow(ApiError::adminNotFound);
    ObjectNode me =
        Json.object()
            .put("type", "admin")
            .put("id", first.id())
            .put("email", first.email())
            .put("name", first.name())
            .put("email_verified", true);
    me.set("app", app(call.workspace().app()));
    me.putObject("avatar").put("type", "avatar").putNull("image_url");
    return ApiAnswer.ok(me.put("has_inbox_seat", true));
  }

  private static ObjectNode app(App app) {
    return Json.object()
        .put("type", "app")
        .put("id_code", app.idCode())
        .put("name", app.name())
        .put("created_at", APP_CREATED_AT)
        .put("secure", false)
        .put("identity_verification", false)
        .put("timezone", "Etc/UTC")
        .put("region", app.region());
  }

  private static ApiAnswer list(ApiCall call) {
    ObjectNode list = Json.object().put("type", "admin.list");
    list.set("admins", Json.array(call.workspace().people().admins(), AdminEndpoints::admin));
    return ApiAnswer.ok(list);
  }

  private static ApiAnswer get(ApiCall call) {
    return ApiAnswer.ok(
        admin(call.workspace().people().admin(call.id()).orElseThrow(ApiError::adminNotFound)));
  }

  static ObjectNode admin(StoredAdmin admin) {
    ObjectNode shown =
        Json.object()
            .put("type", "admin")
            .put("id", admin.id())
            .put("name", admin.name())
            .put("email", admin.email())
            .put("away_mode_enabled", false)
            .put("away_mode_reassign", false)
            .put("has_inbox_seat", true);
    shown.putArray("team_ids");
    return shown;
  }
}

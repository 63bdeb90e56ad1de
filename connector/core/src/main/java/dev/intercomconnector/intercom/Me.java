package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The admin and the app that a token belongs to.
 *
 * @param appId the workspace's id ({@code app.id_code})
 * @param region as Intercom writes it, such as "Europe"
 */
public record Me(Admin admin, @Nullable String appId, @Nullable String region) {

  static @Nullable Me read(JsonNode json) {
    Admin admin = Admin.read(json);
    JsonNode app = json.path("app");
    return admin == null
        ? null
        : new Me(admin, JsonFields.text(app, "id_code"), JsonFields.text(app, "region"));
  }
}

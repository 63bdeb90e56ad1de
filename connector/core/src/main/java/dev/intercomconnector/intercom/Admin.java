package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A teammate of the workspace. */
public record Admin(String id, @Nullable String name, @Nullable String email) {

  static @Nullable Admin read(JsonNode json) {
    String id = JsonFields.text(json, "id");
    return id == null
        ? null
        : new Admin(id, JsonFields.text(json, "name"), JsonFields.text(json, "email"));
  }
}

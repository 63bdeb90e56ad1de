package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person outside the workspace's team.
 *
 * @param id Intercom's own id
 * @param role {@code user} or {@code lead}
 * @param externalId the id that the workspace's own product gives the person
 */
public record Contact(
    String id,
    String role,
    @Nullable String externalId,
    @Nullable String email,
    @Nullable Instant createdAt) {

  static @Nullable Contact read(JsonNode json) {
    String id = JsonFields.text(json, "id");
    return id == null
        ? null
        : new Contact(
            id,
            JsonFields.text(json, "role", "user"),
            JsonFields.text(json, "external_id"),
            JsonFields.text(json, "email"),
            JsonFields.instant(json, "created_at"));
  }
}

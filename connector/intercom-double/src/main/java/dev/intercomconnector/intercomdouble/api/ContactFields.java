package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;

/** Reads what a request wants a contact to be. */
public final class ContactFields {
  private ContactFields() {}

  /** The profile with the request's fields laid over it; a field that is null is emptied. */
  public static Profile over(Profile profile, JsonNode body) {
    Profile changed = profile;
    if (body.has("external_id")) {
      changed = changed.withExternalId(Json.filled(body, "external_id"));
    }
    if (body.has("email")) {
      changed = changed.withEmail(Json.filled(body, "email"));
    }
    if (body.has("phone")) {
      changed = changed.withPhone(Json.filled(body, "phone"));
    }
    if (body.has("name")) {
      changed = changed.withName(Json.filled(body, "name"));
    }
    if (body.has("unsubscribed_from_emails")) {
      changed =
          changed.withUnsubscribedFromEmails(body.path("unsubscribed_from_emails").asBoolean());
    }
    if (body.path("custom_attributes") instanceof ObjectNode attributes) {
      changed = changed.withMoreAttributes(attributes);
    }
    return changed;
  }

  /**
   * The role asked for: user or lead.
   *
   * @throws ApiError for any other word
   */
  static Role role(JsonNode body, Role otherwise) {
    String word = Json.filled(body, "role");
    if (word == null) {
      return otherwise;
    }
    return switch (word) {
      case "user" -> Role.USER;
      case "lead" -> Role.LEAD;
      default -> throw ApiError.invalid("role", "role must be user or lead");
    };
  }
}

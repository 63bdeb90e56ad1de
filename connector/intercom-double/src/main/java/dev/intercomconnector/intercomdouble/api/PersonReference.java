package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import org.jspecify.annotations.Nullable;

/**
 * How a request names a person: a type and an id, or another handle in the versions that take it.
 */
record PersonReference(
    String type, @Nullable String id, @Nullable String userId, @Nullable String email) {

  /**
   * @throws ApiError 400 when the field is not an object with a type
   */
  static PersonReference read(String field, JsonNode node) {
    String type = Json.filled(node, "type");
    if (type == null) {
      throw ApiError.invalid(field, field + " needs a type and an id");
    }
    return new PersonReference(
        type, Json.filled(node, "id"), Json.filled(node, "user_id"), Json.filled(node, "email"));
  }

  /**
   * The contact it names. Version 2 takes ids only, and a user_id for type contact; version 1 takes
   * an e-mail address, too.
   *
   * @throws ApiError 400 for a handle the version does not take, 404, 409 or 410 as the contact is
   */
  StoredContact contact(ApiCall call, String field) {
    ContactLookup lookup = new ContactLookup(call);
    boolean legacy = call.version().isLegacy();
    StoredContact found;
    if (id != null) {
      found = lookup.byId(id);
    } else if (userId != null && (legacy || type.equals("contact"))) {
      found = lookup.byExternalId(userId);
    } else if (email != null && legacy) {
      found = lookup.byEmail(email);
    } else {
      throw ApiError.invalid(field + ".id", field + ".id is required");
    }
    if (!fits(found.role(), legacy)) {
      throw ApiError.userNotFound();
    }
    return found;
  }

  private boolean fits(Role role, boolean legacy) {
    return switch (type) {
      case "contact" -> !legacy || role != Role.USER;
      case "user" -> role == Role.USER;
      case "lead" -> role == Role.LEAD;
      default -> false;
    };
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Which version brought which field of POST /messages. The real service may ignore a field that it
 * does not know yet; the double refuses it, so that a client that depends on one notices.
 */
final class VersionedFields {
  private static final Map<String, ServedVersion> SINCE =
      Map.of(
          "cc", ServedVersion.V2_14,
          "bcc", ServedVersion.V2_14,
          "created_at", ServedVersion.V2_11,
          "create_conversation_without_contact_reply", ServedVersion.V2_7,
          "components", ServedVersion.V2_16,
          "locale", ServedVersion.V2_16);
  private static final Map<String, ServedVersion> KIND_SINCE =
      Map.of("whatsapp", ServedVersion.V2_16, "sms", ServedVersion.PREVIEW);

  private VersionedFields() {}

  /**
   * @throws ApiError 400 parameter_invalid that names the first field too new for the version
   */
  static void check(JsonNode body, ServedVersion version) {
    SINCE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(field -> isSet(body.path(field.getKey())))
        .forEach(field -> require(field.getKey(), field.getValue(), version));
    if (body.path("to").isArray()) {
      require("to", ServedVersion.V2_14, version);
    }
    ServedVersion kindSince = KIND_SINCE.get(body.path("message_type").asText());
    if (kindSince != null) {
      require("message_type", kindSince, version);
    }
  }

  private static boolean isSet(JsonNode value) {
    return !value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.asBoolean());
  }

  private static void require(String field, ServedVersion since, ServedVersion asked) {
    if (!asked.isAtLeast(since)) {
      throw ApiError.tooNew(field, since, asked);
    }
  }
}

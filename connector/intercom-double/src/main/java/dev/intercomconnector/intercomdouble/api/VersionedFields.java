package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Which version brought which field of POST /messages. The real service may ignore a field that it
 * does not know yet; the double refuses it, so that a client that depends on one notices.
 */
final class VersionedFields {
  private static final Map<String, ApiVersion> SINCE =
      Map.of(
          "cc", ApiVersion.V2_14,
          "bcc", ApiVersion.V2_14,
          "created_at", ApiVersion.V2_11,
          "create_conversation_without_contact_reply", ApiVersion.V2_7,
          "components", ApiVersion.V2_16,
          "locale", ApiVersion.V2_16);
  private static final Map<String, ApiVersion> KIND_SINCE =
      Map.of("whatsapp", ApiVersion.V2_16, "sms", ApiVersion.PREVIEW);

  private VersionedFields() {}

  /**
   * @throws ApiError 400 parameter_invalid that names the first field too new for the version
   */
  static void check(JsonNode body, ApiVersion version) {
    SINCE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(field -> body.hasNonNull(field.getKey()))
        .forEach(field -> require(field.getKey(), field.getValue(), version));
    if (body.path("to").isArray()) {
      require("to", ApiVersion.V2_14, version);
    }
    ApiVersion kindSince = KIND_SINCE.get(body.path("message_type").asText());
    if (kindSince != null) {
      require("message_type", kindSince, version);
    }
  }

  private static void require(String field, ApiVersion since, ApiVersion asked) {
    if (!asked.isAtLeast(since)) {
      throw ApiError.tooNew(field, since, asked);
    }
  }
}

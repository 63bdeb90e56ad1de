package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a message that do not name people, and refuses them as Intercom does. */
final class MessageFields {
  private static final Pattern ADDRESS = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
  private static final Set<String> TEMPLATES = Set.of("plain", "personal");

  private MessageFields() {}

  static String body(JsonNode request) {
    String body = Json.filled(request, "body");
    if (body == null) {
      throw ApiError.of(400, "parameter_invalid", "Body is required");
    }
    return body;
  }

  /** A text message takes no address of a page. */
  static String smsBody(JsonNode request) {
    String body = body(request);
    if (ADDRESS.matcher(body).find()) {
      throw ApiError.of(400, "parameter_invalid", "Invalid SMS message body");
    }
    return body;
  }

  static MessageKind kind(JsonNode request) {
    String word = Json.filled(request, "message_type");
    if (word == null) {
      throw ApiError.invalid("message_type", "message_type is required");
    }
    return MessageKind.of(word)
        .orElseThrow(() -> ApiError.invalid("message_type", "message_type is not supported"));
  }

  /** The subject of an e-mail; other kinds have none, whatever the request says. */
  static @Nullable String subject(JsonNode request, MessageKind kind) {
    String subject = Json.filled(request, "subject");
    if (kind == MessageKind.EMAIL && subject == null) {
      throw ApiError.of(422, "parameter_not_found", "No subject supplied for email message");
    }
    return kind == MessageKind.EMAIL ? subject : null;
  }

  /**
   * The style of an e-mail, or the name of a WhatsApp template; other kinds have none. Version 1
   * asks for no style.
   */
  static @Nullable String template(JsonNode request, MessageKind kind, ServedVersion version) {
    String template = Json.filled(request, "template");
    switch (kind) {
      case INAPP, SMS -> {
        return null;
      }
      case EMAIL -> {
        if (template != null && !TEMPLATES.contains(template)) {
          throw ApiError.invalid("template", "template must be plain or personal");
        }
      }
      case WHATSAPP -> {
        if (!request.path("components").isArray()) {
          throw ApiError.invalid("components", "components is required");
        }
      }
    }
    if (template == null && !version.isLegacy()) {
      throw ApiError.of(
          422, "parameter_not_found", "No template supplied for " + kind.word() + " message");
    }
    return template;
  }

  /** Epoch seconds, or null when the request gives none. */
  static @Nullable Long createdAt(JsonNode request) {
    JsonNode createdAt = request.path("created_at");
    if (createdAt.isMissingNode() || createdAt.isNull()) {
      return null;
    }
    if (!createdAt.isIntegralNumber()) {
      throw ApiError.invalid("created_at", "created_at must be a UNIX timestamp");
    }
    return createdAt.asLong();
  }
}

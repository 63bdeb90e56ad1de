package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields as Intercom really writes them: ids are numbers or strings, and a value that the
 * description promises may be null or absent. What is unknown is ignored.
 */
final class JsonFields {

  private JsonFields() {}

  static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  static String text(JsonNode object, String field, String otherwise) {
    String value = text(object, field);
    return value == null ? otherwise : value;
  }

  /** Epoch seconds, as a number or as digits in a string. */
  static @Nullable Instant instant(JsonNode object, String field) {
    long seconds = object.path(field).asLong(0);
    return seconds <= 0 ? null : Instant.ofEpochSecond(seconds);
  }

  static boolean flag(JsonNode object, String field) {
    return object.path(field).asBoolean(false);
  }
}

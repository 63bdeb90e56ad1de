package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields as Intercom really writes them: ids are numbers or strings, and a value that the
 * description promises may be null or absent. What is unknown is ignored.
 */
final class JsonFields {

  /** The end of the year 9999, the last that every program can write. */
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private JsonFields() {}

  static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  static String text(JsonNode object, String field, String otherwise) {
    String value = text(object, field);
    return value == null ? otherwise : value;
  }

  /** Epoch seconds, as a number or as digits in a string; null for a time that cannot be. */
  static @Nullable Instant instant(JsonNode object, String field) {
    JsonNode value = object.path(field);
    long seconds = value.isNumber() || value.isTextual() ? value.asLong(0) : 0;
    return seconds <= 0 || seconds > LATEST ? null : Instant.ofEpochSecond(seconds);
  }

  static boolean flag(JsonNode object, String field) {
    return object.path(field).asBoolean(false);
  }
}

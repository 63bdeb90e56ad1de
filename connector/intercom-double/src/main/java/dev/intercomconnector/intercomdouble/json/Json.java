package dev.intercomconnector.intercomdouble.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON trees from bytes and back, and the few reading rules all endpoints share. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The list as a JSON array, each element as the function shows it. */
  public static <T> ArrayNode array(List<T> values, Function<T, JsonNode> shown) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
    values.forEach(value -> array.add(shown.apply(value)));
    return array;
  }

  /**
   * Reads one JSON document in UTF-8; no bytes at all read as a missing node.
   *
   * @throws IOException when the bytes are not JSON
   */
  public static JsonNode read(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  /** The document as UTF-8 bytes. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A string or number field as text, since Intercom takes ids as either; else null. */
  public static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() || value.isNumber() ? value.asText() : null;
  }

  /** Like {@link #text(JsonNode, String)}, with blank text read as null. */
  public static @Nullable String filled(JsonNode node, String field) {
    String value = text(node, field);
    return value == null || value.isBlank() ? null : value;
  }
}

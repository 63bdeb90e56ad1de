package dev.intercomconnector.intercomdouble.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;
import java.util.Base64;

/**
 * Where a page ended, as the opaque {@code starting_after} of the next request.
 *
 * @param sortKey the last element's value of the field that is sorted by
 * @param id the last element's id
 * @param page the number of the page that follows, from 2
 */
record SearchCursor(long sortKey, String id, int page) {

  String encoded() {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode().add(sortKey).add(id).add(page);
    return Base64.getEncoder().encodeToString(Json.write(parts));
  }

  /**
   * @throws InvalidQuery when the text is no cursor of ours
   */
  static SearchCursor decoded(String text) {
    try {
      JsonNode parts = Json.read(Base64.getDecoder().decode(text));
      if (parts.isArray() && parts.size() == 3 && parts.get(0).isIntegralNumber()) {
        return new SearchCursor(parts.get(0).asLong(), parts.get(1).asText(), parts.get(2).asInt());
      }
    } catch (IOException | IllegalArgumentException e) {
      // Told below, like every other text that is no cursor.
    }
    throw new InvalidQuery("parameter_invalid", "starting_after is not a cursor: " + text);
  }
}

package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What a search of conversations or contacts asks for; the value of {@code query}. */
public final class SearchFilter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode json;

  private SearchFilter(ObjectNode json) {
    this.json = json;
  }

  public static SearchFilter is(String field, String value) {
    return filter(field, "=", JSON.textNode(value));
  }

  public static SearchFilter is(String field, boolean value) {
    return filter(field, "=", JSON.booleanNode(value));
  }

  /**
   * At a moment or after it. Intercom compares whole seconds, and its {@code >} may or may not
   * include the second itself, so results of the second before may be among them.
   */
  public static SearchFilter since(String field, Instant moment) {
    return filter(field, ">", JSON.numberNode(moment.getEpochSecond() - 1));
  }

  /** At a moment or before it; results of the second after may be among them. */
  public static SearchFilter until(String field, Instant moment) {
    return filter(field, "<", JSON.numberNode(moment.getEpochSecond() + 1));
  }

  public static SearchFilter oneOf(String field, List<String> values) {
    ArrayNode list = JSON.arrayNode();
    values.forEach(list::add);
    return filter(field, "IN", list);
  }

  public static SearchFilter allOf(SearchFilter... filters) {
    ArrayNode list = JSON.arrayNode();
    for (SearchFilter filter : filters) {
      list.add(filter.json);
    }
    return new SearchFilter(JSON.objectNode().put("operator", "AND").set("value", list));
  }

  private static SearchFilter filter(String field, String operator, JsonNode value) {
    return new SearchFilter(
        JSON.objectNode().put("field", field).put("operator", operator).set("value", value));
  }

  JsonNode json() {
    return json;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}

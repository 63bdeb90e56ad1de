package dev.intercomconnector.intercomdouble.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the {@code query} of a search as Intercom documents it: one filter, or AND and OR groups of
 * at most 15 filters, nested at most two deep, each value fitting its field's type.
 */
public final class FilterReader<T> {
  private static final int MOST_FILTERS = 15;
  private static final int DEEPEST = 2;
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

  private final Map<String, SearchField<T>> fields;

  public FilterReader(List<SearchField<T>> fields) {
    this.fields =
        fields.stream().collect(Collectors.toUnmodifiableMap(SearchField::name, field -> field));
  }

  /**
   * Reads a search's query.
   *
   * @throws InvalidQuery when Intercom would answer 400
   */
  public Filter<T> read(JsonNode query) {
    if (!query.isObject()) {
      throw new InvalidQuery("parameter_invalid", "query is required");
    }
    return filter(query, 1);
  }

  /**
   * The field of that name, for sorting.
   *
   * @throws InvalidQuery when there is none
   */
  public SearchField<T> field(String name) {
    SearchField<T> field = fields.get(name);
    if (field == null) {
      throw new InvalidQuery("invalid_field", "Unknown search field '" + name + "'");
    }
    return field;
  }

  private Filter<T> filter(JsonNode node, int level) {
    return node.has("field") ? condition(node) : group(node, level);
  }

  private Filter<T> group(JsonNode node, int level) {
    String operator = node.path("operator").asText();
    if (!operator.equals("AND") && !operator.equals("OR")) {
      throw new InvalidQuery("invalid_operator", "Composite operators must be of type AND or OR");
    }
    JsonNode value = node.path("value");
    if (!value.isArray() || value.isEmpty()) {
      throw new InvalidQuery("parameter_invalid", "A group's value must be a list of filters");
    }
    if (level > DEEPEST) {
      throw new InvalidQuery("parameter_invalid", "Filters can be nested " + DEEPEST + " deep");
    }
    if (value.size() > MOST_FILTERS) {
      throw new InvalidQuery(
          "parameter_invalid", "A group can have at most " + MOST_FILTERS + " filters");
    }
    List<Filter<T>> filters = new ArrayList<>();
    value.forEach(inner -> filters.add(filter(inner, level + 1)));
    return operator.equals("AND") ? new Filter.And<>(filters) : new Filter.Or<>(filters);
  }

  private Filter<T> condition(JsonNode node) {
    SearchField<T> field = field(node.path("field").asText());
    String sign = node.path("operator").asText();
    Optional<SearchOperator> operator =
        SearchOperator.of(sign).filter(known -> known.fits(field.type()));
    if (operator.isEmpty()) {
      throw new InvalidQuery(
          "invalid_operator", "Operator '" + sign + "' cannot be used for " + field.name());
    }
    if (!node.has("value")) {
      throw new InvalidQuery("parameter_invalid", field.name() + " has no value to compare with");
    }
    return new Condition<>(field, operator.get(), wanted(field, operator.get(), node.get("value")));
  }

  private Set<Object> wanted(SearchField<T> field, SearchOperator operator, JsonNode value) {
    boolean equality = operator == SearchOperator.EQUAL || operator == SearchOperator.NOT_EQUAL;
    if (value.isNull() && equality) {
      return Set.of();
    }
    if (operator.takesList() != value.isArray() || (value.isArray() && value.isEmpty())) {
      throw new InvalidQuery(
          "parameter_invalid",
          field.name() + (operator.takesList() ? " needs a list of values" : " takes one value"));
    }
    Set<Object> wanted = new HashSet<>();
    if (value.isArray()) {
      value.forEach(one -> wanted.add(value(field, one)));
    } else {
      wanted.add(value(field, value));
    }
    return wanted;
  }

  private Object value(SearchField<T> field, JsonNode value) {
    String text = value.asText();
    if (field.type().isText() && value.isTextual()) {
      return text;
    }
    if (field.type().isNumber() && WHOLE_NUMBER.matcher(text).matches() && !value.isBoolean()) {
      return Long.valueOf(text);
    }
    if (field.type() == ValueType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
      return Boolean.valueOf(text);
    }
    throw new InvalidQuery(
        "parameter_invalid",
        "The value of "
            + field.name()
            + " has the wrong type: "
            + new String(Json.write(value), UTF_8));
  }
}

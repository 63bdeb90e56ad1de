package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.search.Filter;
import dev.intercomconnector.intercomdouble.search.FilterReader;
import dev.intercomconnector.intercomdouble.search.PageRequest;
import dev.intercomconnector.intercomdouble.search.SearchField;
import dev.intercomconnector.intercomdouble.search.SearchIndex;
import dev.intercomconnector.intercomdouble.search.SearchPage;
import dev.intercomconnector.intercomdouble.search.Sorting;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Answers search requests: {@code query}, {@code pagination} and {@code sort}.
 *
 * @param order how results come when the request names no order
 */
record Searching<T>(FilterReader<T> reader, Sorting<T> order, int perPage) {

  SearchPage<T> page(SearchIndex<T> index, JsonNode body) {
    Filter<T> filter = reader.read(body.path("query"));
    PageRequest request = PageRequest.read(body.path("pagination"), perPage);
    Stream<T> candidates = filter.terms().map(index::visible).orElseGet(index::visible);
    return SearchPage.of(candidates.filter(filter), sorting(body.path("sort")), request);
  }

  private Sorting<T> sorting(JsonNode sort) {
    String name = Json.filled(sort, "field");
    if (name == null) {
      return order;
    }
    String direction = sort.path("order").asText("descending");
    Function<T, Long> key = longs(reader.field(name));
    return switch (direction) {
      case "ascending" -> new Sorting<>(key, order.id(), Sorting.Direction.ASCENDING);
      case "descending" -> new Sorting<>(key, order.id(), Sorting.Direction.DESCENDING);
      default ->
          throw ApiError.of(
              400,
              "invalid_sort_order",
              "Invalid sort order '%s'. Must be one of: ascending, descending"
                  .formatted(direction));
    };
  }

  private static <T> Function<T, Long> longs(SearchField<T> field) {
    return thing -> {
      List<? extends Object> values = field.values().apply(thing);
      return values.isEmpty() || !(values.getFirst() instanceof Long number) ? 0L : number;
    };
  }
}

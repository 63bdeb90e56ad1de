package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.search.SearchPage;
import java.util.function.Function;

/** A page of a list as the API shows it; the last page has no {@code pages.next}. */
final class PagesJson {
  private PagesJson() {}

  static <T> ObjectNode list(
      String type, String key, SearchPage<T> page, Function<T, JsonNode> shown) {
    ObjectNode pages =
        Json.object()
            .put("type", "pages")
            .put("page", page.number())
            .put("per_page", page.perPage())
            .put("total_pages", page.totalPages());
    if (page.next() != null) {
      pages.putObject("next").put("per_page", page.perPage()).put("starting_after", page.next());
    }
    ObjectNode list = Json.object().put("type", type);
    list.set(key, Json.array(page.items(), shown));
    list.put("total_count", page.totalCount());
    list.set("pages", pages);
    return list;
  }
}

package dev.intercomconnector.intercomdouble.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param perPage 1 to 150
 * @param startingAfter the cursor of the page before, or null for the first
 */
public record PageRequest(int perPage, @Nullable String startingAfter) {
  private static final int MOST = 150;

  /**
   * Reads {@code per_page} and {@code starting_after}.
   *
   * @throws InvalidQuery when per_page is not 1 to 150
   */
  public static PageRequest read(JsonNode pagination, int perPageDefault) {
    String perPage = Json.filled(pagination, "per_page");
    String startingAfter = Json.filled(pagination, "starting_after");
    if (perPage == null) {
      return new PageRequest(perPageDefault, startingAfter);
    }
    if (!perPage.matches("\\d{1,3}")
        || Integer.parseInt(perPage) < 1
        || Integer.parseInt(perPage) > MOST) {
      throw new InvalidQuery("parameter_invalid", "per_page must be between 1 and " + MOST);
    }
    return new PageRequest(Integer.parseInt(perPage), startingAfter);
  }
}

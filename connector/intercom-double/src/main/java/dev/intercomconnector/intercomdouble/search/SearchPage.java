package dev.intercomconnector.intercomdouble.search;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a sorted result.
 *
 * @param number from 1
 * @param totalCount elements on all pages
 * @param next the cursor of the next page, or null on the last
 */
public record SearchPage<T>(
    List<T> items, int number, int perPage, int totalCount, @Nullable String next) {

  public int totalPages() {
    return (totalCount + perPage - 1) / perPage;
  }

  /**
   * Cuts the page out of everything there is. As with Intercom, a cursor is a place in the order
   * and not a snapshot: what moves ahead of it between two requests is on neither page.
   *
   * @throws InvalidQuery when the cursor is not one of ours
   */
  public static <T> SearchPage<T> of(Stream<T> all, Sorting<T> sorting, PageRequest request) {
    List<T> sorted = all.sorted(sorting.order()).toList();
    String startingAfter = request.startingAfter();
    SearchCursor cursor = startingAfter == null ? null : SearchCursor.decoded(startingAfter);
    List<T> rest =
        cursor == null
            ? sorted
            : sorted.stream()
                .dropWhile(item -> !sorting.isAfter(item, cursor.sortKey(), cursor.id()))
                .toList();
    List<T> items = rest.subList(0, Math.min(request.perPage(), rest.size()));
    int number = cursor == null ? 1 : cursor.page();
    String next = null;
    if (items.size() < rest.size()) {
      T last = items.getLast();
      next =
          new SearchCursor(sorting.key().apply(last), sorting.id().apply(last), number + 1)
              .encoded();
    }
    return new SearchPage<>(items, number, request.perPage(), sorted.size(), next);
  }
}

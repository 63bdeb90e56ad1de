package dev.intercomconnector.intercomdouble.search;

import java.util.Comparator;
import java.util.function.Function;

/**
 * A total order: by a number, and by id where the numbers are equal.
 *
 * @param key epoch seconds or another whole number
 */
public record Sorting<T>(Function<T, Long> key, Function<T, String> id, Direction direction) {
  /** Which end comes first. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  private static final Comparator<String> BY_ID =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  Comparator<T> order() {
    Comparator<T> ascending = Comparator.comparing(key).thenComparing(id, BY_ID);
    return direction == Direction.ASCENDING ? ascending : ascending.reversed();
  }

  /** Whether the item comes after the place that key and id describe. */
  boolean isAfter(T item, long otherKey, String otherId) {
    int compared = Long.compare(key.apply(item), otherKey);
    if (compared == 0) {
      compared = BY_ID.compare(id.apply(item), otherId);
    }
    return direction == Direction.ASCENDING ? compared > 0 : compared < 0;
  }
}

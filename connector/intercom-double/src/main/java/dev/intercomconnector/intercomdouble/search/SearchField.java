package dev.intercomconnector.intercomdouble.search;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that search knows.
 *
 * @param values what a thing has there: strings, longs (dates in epoch seconds) or booleans;
 *     nothing when the field is null
 */
public record SearchField<T>(
    String name, ValueType type, Function<T, List<? extends Object>> values) {

  /** A field with at most one value. */
  public static <T> SearchField<T> of(
      String name, ValueType type, Function<T, @Nullable Object> value) {
    return new SearchField<>(
        name,
        type,
        thing -> {
          Object only = value.apply(thing);
          return only == null ? List.of() : List.of(only);
        });
  }
}

package dev.intercomconnector.intercomdouble.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A question that a thing either answers or does not. */
public sealed interface Filter<T> extends Predicate<T> permits Condition, Filter.And, Filter.Or {

  /** Terms of which every match has at least one, when the filter pins such a field down. */
  Optional<Set<Term>> terms();

  /** All of the filters. */
  record And<T>(List<Filter<T>> filters) implements Filter<T> {
    @Override
    public boolean test(T thing) {
      return filters.stream().allMatch(filter -> filter.test(thing));
    }

    @Override
    public Optional<Set<Term>> terms() {
      return filters.stream().flatMap(filter -> filter.terms().stream()).findFirst();
    }
  }

  /** Any of the filters. */
  record Or<T>(List<Filter<T>> filters) implements Filter<T> {
    @Override
    public boolean test(T thing) {
      return filters.stream().anyMatch(filter -> filter.test(thing));
    }

    @Override
    public Optional<Set<Term>> terms() {
      return Optional.empty();
    }
  }
}

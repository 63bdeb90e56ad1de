package dev.intercomconnector.intercomdouble.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What search sees: things as they were, since Intercom's index lags behind its data. A change
 * becomes visible once the lag that held when it was made has passed on the given clock.
 *
 * <p>Safe for many threads, as long as the changes of one thing come in order.
 */
public final class SearchIndex<T> {
  private record Version<V>(Instant visibleFrom, Optional<V> value) {}

  private final InstantSource clock;
  private final Supplier<Duration> lag;
  private final Function<T, Collection<Term>> terms;
  private final Map<String, List<Version<T>>> versions = new ConcurrentHashMap<>();
  private final Map<Term, Set<String>> idsByTerm = new ConcurrentHashMap<>();

  public SearchIndex(
      InstantSource clock, Supplier<Duration> lag, Function<T, Collection<Term>> terms) {
    this.clock = clock;
    this.lag = lag;
    this.terms = terms;
  }

  /** Takes in a new version of the thing with that id. */
  public void put(String id, T value) {
    add(id, Optional.of(value));
    for (Term term : terms.apply(value)) {
      idsByTerm.computeIfAbsent(term, unused -> ConcurrentHashMap.newKeySet()).add(id);
    }
  }

  /** Takes in that the thing is gone; search notices after the lag, too. */
  public void remove(String id) {
    add(id, Optional.empty());
  }

  public void clear() {
    versions.clear();
    idsByTerm.clear();
  }

  /** All that is visible now. */
  public Stream<T> visible() {
    Instant now = clock.instant();
    return versions.values().stream().flatMap(all -> visible(all, now).stream());
  }

  /** What is visible now and has, or had, one of the terms: to be filtered further. */
  public Stream<T> visible(Collection<Term> anyOf) {
    Instant now = clock.instant();
    return anyOf.stream()
        .flatMap(term -> idsByTerm.getOrDefault(term, Set.of()).stream())
        .distinct()
        .map(versions::get)
        .flatMap(all -> visible(all, now).stream());
  }

  private void add(String id, Optional<T> value) {
    Instant now = clock.instant();
    Version<T> latest = new Version<>(now.plus(lag.get()), value);
    versions.compute(
        id,
        (unused, before) -> {
          List<Version<T>> after = new ArrayList<>();
          if (before != null) {
            int newestVisible = newestVisible(before, now);
            after.addAll(before.subList(Math.max(newestVisible, 0), before.size()));
          }
          after.add(latest);
          return List.copyOf(after);
        });
  }

  private Optional<T> visible(@Nullable List<Version<T>> all, Instant now) {
    int newest = all == null ? -1 : newestVisible(all, now);
    return all == null || newest < 0 ? Optional.empty() : all.get(newest).value();
  }

  private static <T> int newestVisible(List<Version<T>> all, Instant now) {
    int newest = all.size() - 1;
    while (newest >= 0 && all.get(newest).visibleFrom().isAfter(now)) {
      newest--;
    }
    return newest;
  }
}

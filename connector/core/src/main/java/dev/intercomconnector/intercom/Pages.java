package dev.intercomconnector.intercom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a search or list, page by page. Each page is asked for when it is needed, so
 * reading again asks again.
 */
public final class Pages<T> {

  /** For {@link #all}, which keeps them all: no search of ours has so many results. */
  private static final int MOST_PAGES = 50;

  private final PageReader<T> reader;

  /** Reads one page. */
  interface PageReader<T> {

    /**
     * Asks for it.
     *
     * @param cursor {@link Page#next()} of the page before; null for the first
     */
    Outcome<Page<T>> read(@Nullable String cursor);
  }

  /**
   * One page.
   *
   * @param next the cursor of the page after this; null on the last
   */
  record Page<T>(List<T> items, @Nullable String next) {}

  Pages(PageReader<T> reader) {
    this.reader = reader;
  }

  /** The results of the first page alone. */
  public Outcome<List<T>> first() {
    return reader.read(null).map(Page::items);
  }

  /**
   * The results of all pages.
   *
   * @return a failure where a page cannot be read, or the pages have no end
   */
  public Outcome<List<T>> all() {
    List<T> all = new ArrayList<>();
    return forEach(
            MOST_PAGES,
            item -> {
              all.add(item);
              return Outcome.done(true);
            })
        .then(complete -> complete ? Outcome.done(List.copyOf(all)) : Outcome.failed(endless()));
  }

  /**
   * Hands on each result as it is read, until that fails.
   *
   * @param mostPages more are not read
   * @return whether these were all results: false where there are more pages, or the cursor comes
   *     to a page that was read before
   */
  public Outcome<Boolean> forEach(int mostPages, Function<T, Outcome<Boolean>> each) {
    Set<String> cursors = new HashSet<>();
    String cursor = null;
    for (int read = 0; read < mostPages; read++) {
      switch (reader.read(cursor)) {
        case Outcome.Done<Page<T>> page -> {
          for (T item : page.value().items()) {
            if (each.apply(item) instanceof Outcome.Failed<Boolean> failed) {
              return failed;
            }
          }
          cursor = page.value().next();
        }
        case Outcome.Failed<Page<T>> failed -> {
          return Outcome.failed(failed.failure());
        }
      }
      if (cursor == null) {
        return Outcome.done(true);
      }
      if (!cursors.add(cursor)) {
        return Outcome.done(false);
      }
    }
    return Outcome.done(false);
  }

  private static Failure endless() {
    return new Failure.NotExecuted(
        new Problem(
            ErrorCode.INTERCOM_UNAVAILABLE,
            "Intercom's search does not end.",
            "It is tried again; if it goes on, tell Intercom's support."));
  }
}

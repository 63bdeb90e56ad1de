package dev.intercomconnector.intercom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param next what to pass as {@code starting_after} for the page after this; null on the last
 */
public record ResultPage<T>(List<T> items, @Nullable String next) {}

package dev.intercomconnector.intercomdouble.fault;

import org.jspecify.annotations.Nullable;

/**
 * When a fault happens.
 *
 * @param method the request's method, or null for any
 * @param path the request's path, or the start of it followed by {@code *}
 * @param times how often at most, or null for no end
 * @param probability from 0 to 1, of every request that fits
 */
public record FaultRule(
    @Nullable String method,
    String path,
    @Nullable Integer times,
    double probability,
    FaultEffect effect) {

  /** The next request that fits. */
  public static FaultRule once(String method, String path, FaultEffect effect) {
    return times(1, method, path, effect);
  }

  /** The next so many requests that fit. */
  public static FaultRule times(int times, String method, String path, FaultEffect effect) {
    return new FaultRule(method, path, times, 1, effect);
  }

  /** Each request that fits with that probability, until the faults are cleared. */
  public static FaultRule sometimes(
      double probability, String method, String path, FaultEffect effect) {
    return new FaultRule(method, path, null, probability, effect);
  }

  boolean fits(String askedMethod, String askedPath) {
    boolean pathFits =
        path.endsWith("*")
            ? askedPath.startsWith(path.substring(0, path.length() - 1))
            : askedPath.equals(path);
    return pathFits && (method == null || method.equalsIgnoreCase(askedMethod));
  }

  FaultRule usedOnce() {
    return times == null ? this : new FaultRule(method, path, times - 1, probability, effect);
  }

  boolean isUsedUp() {
    return times != null && times <= 0;
  }
}

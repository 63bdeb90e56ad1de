package dev.intercomconnector.intercomdouble.api;

import java.time.Duration;

/**
 * How the double behaves, where Intercom's behaviour varies with load, plan or the app's settings.
 *
 * @param indexLag how long a change of a conversation stays hidden from search
 * @param contactIndexLag the same for contacts
 * @param youngFor how long after its creation over the API a contact cannot be messaged yet
 * @param rateLimit calls per token in a window
 * @param rateWindow the window's length; Intercom's is ten seconds; whole seconds, since its resets
 *     are
 * @param defaultVersion the version served when a request names none
 * @param plan whether the subscription allows messages and conversations
 */
public record Behaviour(
    Duration indexLag,
    Duration contactIndexLag,
    Duration youngFor,
    int rateLimit,
    Duration rateWindow,
    ServedVersion defaultVersion,
    Plan plan) {

  public Behaviour {
    if (!rateWindow.isPositive()
        || !rateWindow.equals(Duration.ofSeconds(rateWindow.toSeconds()))) {
      throw new IllegalArgumentException(
          "A rate window has whole seconds, at least one, not " + rateWindow);
    }
  }

  /** Whether the workspace pays. */
  public enum Plan {
    ACTIVE,
    /** Messages and conversations are answered 403 api_plan_restricted. */
    RESTRICTED
  }

  /** Search half a second behind, 1,667 calls in ten seconds, version 2.14, no young contacts. */
  public static Behaviour usual() {
    Duration half = Duration.ofMillis(500);
    return new Behaviour(
        half, half, Duration.ZERO, 1_667, Duration.ofSeconds(10), ServedVersion.V2_14, Plan.ACTIVE);
  }

  public Behaviour withIndexLag(Duration changed) {
    return new Behaviour(
        changed, contactIndexLag, youngFor, rateLimit, rateWindow, defaultVersion, plan);
  }

  public Behaviour withContactIndexLag(Duration changed) {
    return new Behaviour(indexLag, changed, youngFor, rateLimit, rateWindow, defaultVersion, plan);
  }

  public Behaviour withYoungFor(Duration changed) {
    return new Behaviour(
        indexLag, contactIndexLag, changed, rateLimit, rateWindow, defaultVersion, plan);
  }

  public Behaviour withRateLimit(int changed) {
    return new Behaviour(
        indexLag, contactIndexLag, youngFor, changed, rateWindow, defaultVersion, plan);
  }

  public Behaviour withRateWindow(Duration changed) {
    return new Behaviour(
        indexLag, contactIndexLag, youngFor, rateLimit, changed, defaultVersion, plan);
  }

  public Behaviour withPlan(Plan changed) {
    return new Behaviour(
        indexLag, contactIndexLag, youngFor, rateLimit, rateWindow, defaultVersion, changed);
  }
}

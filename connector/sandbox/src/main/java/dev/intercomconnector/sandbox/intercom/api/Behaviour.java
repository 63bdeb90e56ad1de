package dev.intercomconnector.sandbox.intercom.api;

import java.time.Duration;

/**
 * How the double behaves, where Intercom's behaviour varies with load, plan or the app's settings.
 *
 * @param indexLag how long a change of a conversation stays hidden from search
 * @param contactIndexLag the same for contacts
 * @param youngFor how long after its creation over the API a contact cannot be messaged yet
 * @param rateLimit calls per token in a window of ten seconds
 * @param defaultVersion the version served when a request names none
 * @param plan whether the subscription allows messages and conversations
 */
public record Behaviour(
    Duration indexLag,
    Duration contactIndexLag,
    Duration youngFor,
    int rateLimit,
    ApiVersion defaultVersion,
    Plan plan) {

  /** Whether the workspace pays. */
  public enum Plan {
    ACTIVE,
    /** Messages and conversations are answered 403 api_plan_restricted. */
    RESTRICTED
  }

  /** Search half a second behind, 1,667 calls in ten seconds, version 2.14, no young contacts. */
  public static Behaviour usual() {
    Duration half = Duration.ofMillis(500);
    return new Behaviour(half, half, Duration.ZERO, 1_667, ApiVersion.V2_14, Plan.ACTIVE);
  }

  public Behaviour withIndexLag(Duration changed) {
    return new Behaviour(changed, contactIndexLag, youngFor, rateLimit, defaultVersion, plan);
  }

  public Behaviour withContactIndexLag(Duration changed) {
    return new Behaviour(indexLag, changed, youngFor, rateLimit, defaultVersion, plan);
  }

  public Behaviour withYoungFor(Duration changed) {
    return new Behaviour(indexLag, contactIndexLag, changed, rateLimit, defaultVersion, plan);
  }

  public Behaviour withRateLimit(int changed) {
    return new Behaviour(indexLag, contactIndexLag, youngFor, changed, defaultVersion, plan);
  }

  public Behaviour withDefaultVersion(ApiVersion changed) {
    return new Behaviour(indexLag, contactIndexLag, youngFor, rateLimit, changed, plan);
  }

  public Behaviour withPlan(Plan changed) {
    return new Behaviour(indexLag, contactIndexLag, youngFor, rateLimit, defaultVersion, changed);
  }
}

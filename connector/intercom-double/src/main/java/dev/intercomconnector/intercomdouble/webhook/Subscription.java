package dev.intercomconnector.intercomdouble.webhook;

import java.net.URI;
import java.time.Duration;

/**
 * Where a workspace's notifications go, and how.
 *
 * @param clientSecret signs them
 * @param copies how often each is delivered although it was taken
 * @param held whether they are kept until they are released, perhaps in another order
 * @param attempts how often one that is not taken is sent
 * @param retryAfter the time between two attempts
 */
public record Subscription(
    URI url, String clientSecret, int copies, boolean held, int attempts, Duration retryAfter) {

  /** Each once and at once; one that is not taken is sent a second time after a minute. */
  public static Subscription of(URI url, String clientSecret) {
    return new Subscription(url, clientSecret, 1, false, 2, Duration.ofMinutes(1));
  }

  public Subscription withCopies(int changed) {
    return new Subscription(url, clientSecret, changed, held, attempts, retryAfter);
  }

  public Subscription withHeld(boolean changed) {
    return new Subscription(url, clientSecret, copies, changed, attempts, retryAfter);
  }

  public Subscription withAttempts(int changed, Duration changedRetryAfter) {
    return new Subscription(url, clientSecret, copies, held, changed, changedRetryAfter);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "Subscription[url=%s]".formatted(url);
  }
}

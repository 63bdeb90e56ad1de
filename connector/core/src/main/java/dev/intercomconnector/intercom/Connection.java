package dev.intercomconnector.intercom;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a workspace. It comes from the configuration only, never from a process: the token
 * is sent to this host and to no other.
 *
 * @param baseUrl scheme, host and perhaps a path, such as {@code https://api.eu.intercom.io}
 * @param token null where a gateway at the base URL adds the credentials
 * @param inAppWord the {@code message_type} of an in-app message in requests: Intercom's examples
 *     and SDKs write {@code inapp}, its schema {@code in_app}
 * @param timeouts limits of a single call
 */
public record Connection(
    URI baseUrl,
    @Nullable AccessToken token,
    ApiVersion version,
    String inAppWord,
    Timeouts timeouts) {

  public Connection {
    String scheme = baseUrl.getScheme();
    if ((!"http".equals(scheme) && !"https".equals(scheme)) || baseUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "'%s' is not a base URL; it starts with https:// and names a host".formatted(baseUrl));
    }
  }

  public static Connection to(Region region, AccessToken token) {
    return new Connection(
        URI.create(region.baseUrl()), token, ApiVersion.DEFAULT, "inapp", Timeouts.DEFAULT);
  }

  /**
   * How long a call may take.
   *
   * @param connect to open a connection, with TLS
   * @param read between two bytes of an answer
   * @param call for a whole call, including the repeats of a read; shorter than the job's lease
   */
  public record Timeouts(Duration connect, Duration read, Duration call) {

    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));

    public Timeouts {
      for (Duration limit : new Duration[] {connect, read, call}) {
        if (limit.isNegative() || limit.isZero()) {
          throw new IllegalArgumentException("a timeout must be longer than " + limit);
        }
      }
    }
  }
}

package dev.intercomconnector.intercom;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace is reached. Comes from configuration only, never from a process: the token goes
 * to this host and to no other.
 *
 * @param baseUrl scheme, host and perhaps a path, such as {@code https://api.eu.intercom.io}
 * @param token null where a gateway at the base URL adds the credentials
 * @param inAppWord what the wire calls an in-app message: Intercom's examples and SDKs say {@code
 *     inapp}, its schema says {@code in_app}
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
   * @param connect until the connection stands, TLS included
   * @param read the longest silence within an answer
   * @param call the whole of a call, repeats of a read included; shorter than the job's lease
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

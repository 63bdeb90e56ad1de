package dev.intercomconnector.plugin;

import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.Region;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime's operator sets, by the environment variables that the job worker has too. A
 * process has no say in it: a token goes to this address and to no other.
 *
 * @param baseUrl the region's own unless another is set
 * @param defaultAdmin who sends where a task names nobody
 */
record Settings(Region region, URI baseUrl, ApiVersion version, @Nullable PersonKey defaultAdmin) {

  /**
   * Reads {@code INTERCOM_REGION}, {@code INTERCOM_BASE_URL}, {@code INTERCOM_API_VERSION} and
   * {@code INTERCOM_DEFAULT_ADMIN}.
   *
   * @throws IllegalArgumentException with a sentence that names the variable
   */
  static Settings of(Map<String, String> environment) {
    Region region = read(environment, "INTERCOM_REGION", "us", Region::parse);
    return new Settings(
        region,
        read(environment, "INTERCOM_BASE_URL", region.baseUrl(), Settings::address),
        read(environment, "INTERCOM_API_VERSION", ApiVersion.DEFAULT.header(), ApiVersion::parse),
        admin(environment.getOrDefault("INTERCOM_DEFAULT_ADMIN", "").strip()));
  }

  Connection connection(AccessToken token) {
    return new Connection(baseUrl, token, version, "inapp", Connection.Timeouts.DEFAULT);
  }

  /** Refused here rather than at the first job. */
  private static URI address(String text) {
    return new Connection(
            URI.create(text), null, ApiVersion.DEFAULT, "inapp", Connection.Timeouts.DEFAULT)
        .baseUrl();
  }

  private static @Nullable PersonKey admin(String given) {
    if (given.isEmpty()) {
      return null;
    }
    return given.contains("@") ? new PersonKey.Email(given) : new PersonKey.Id(given);
  }

  private interface Reading<T> {
    T of(String text);
  }

  private static <T> T read(
      Map<String, String> environment, String name, String otherwise, Reading<T> reading) {
    String given = environment.getOrDefault(name, "").strip();
    try {
      return reading.of(given.isEmpty() ? otherwise : given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The environment variable %s is set wrongly: %s.".formatted(name, e.getMessage()), e);
    }
  }
}

package dev.intercomconnector.intercomdouble;

import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.util.HashMap;
import java.util.Map;

/** Has a worker talk to the double: the environment variables that an operator would set. */
public final class WorkerSettings {
  private WorkerSettings() {}

  /**
   * Access, address and default sender.
   *
   * @param baseUrl the double's, or that of a relay to it
   * @param more wins over them
   */
  public static Map<String, String> of(String baseUrl, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("INTERCOM_ACCESS_TOKEN", DoubleSettings.TOKEN);
    settings.put("INTERCOM_BASE_URL", baseUrl);
    settings.put("INTERCOM_DEFAULT_ADMIN", Seed.ADA);
    settings.putAll(more);
    return settings;
  }
}

package dev.intercomconnector.intercom;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where Intercom keeps a workspace's data. Each region has its own host. */
public enum Region {
  US("https://api.intercom.io"),
  EU("https://api.eu.intercom.io"),
  AU("https://api.au.intercom.io");

  private final String baseUrl;

  Region(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  public String baseUrl() {
    return baseUrl;
  }

  /**
   * A conversation in Intercom's inbox.
   *
   * @param appId the workspace's id, {@link Me#appId()}
   */
  public String inboxUrl(String appId, String conversationId) {
    String host =
        switch (this) {
          case US -> "app.intercom.com";
          case EU -> "app.eu.intercom.com";
          case AU -> "app.au.intercom.com";
        };
    return "https://%s/a/apps/%s/conversations/%s".formatted(host, appId, conversationId);
  }

  /**
   * Whether {@code app.region} of GET /me means this region. Intercom writes it in several ways:
   * "US", "Europe", "EU", "Australia".
   */
  public boolean isCalled(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (this) {
      case US -> lower.equals("us") || lower.startsWith("united") || lower.startsWith("america");
      case EU -> lower.startsWith("eu");
      case AU -> lower.startsWith("au");
    };
  }

  /**
   * Reads a region from a configuration.
   *
   * @throws IllegalArgumentException with the regions that are allowed
   */
  public static Region parse(String text) {
    return Arrays.stream(values())
        .filter(region -> region.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a region of Intercom; use one of %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(region -> region.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }
}

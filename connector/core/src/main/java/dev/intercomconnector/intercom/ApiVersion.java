package dev.intercomconnector.intercom;

import java.util.Arrays;

/**
 * The versions of Intercom's API, oldest first. Intercom has published no description of 2.0 to
 * 2.6; here they are treated like 2.7, but get no field of a message that 2.7 documents first.
 * Unstable is the old name of Preview.
 */
public enum ApiVersion {
  V1_0("1.0"),
  V1_1("1.1"),
  V1_2("1.2"),
  V1_3("1.3"),
  V1_4("1.4"),
  V2_0("2.0"),
  V2_1("2.1"),
  V2_2("2.2"),
  V2_3("2.3"),
  V2_4("2.4"),
  V2_5("2.5"),
  V2_6("2.6"),
  V2_7("2.7"),
  V2_8("2.8"),
  V2_9("2.9"),
  V2_10("2.10"),
  V2_11("2.11"),
  V2_12("2.12"),
  V2_13("2.13"),
  V2_14("2.14"),
  V2_15("2.15"),
  V2_16("2.16"),
  PREVIEW("Preview"),
  UNSTABLE("Unstable");

  /** The version that Intercom's official SDKs use. */
  public static final ApiVersion DEFAULT = V2_14;

  private final String header;

  ApiVersion(String header) {
    this.header = header;
  }

  /** The value of the {@code Intercom-Version} header. */
  public String header() {
    return header;
  }

  public boolean supports(Feature feature) {
    return compareTo(feature.since()) >= 0;
  }

  /** Whether it is 1.x: users and leads instead of contacts, no {@code source}, no search. */
  public boolean isLegacy() {
    return compareTo(V2_0) < 0;
  }

  /**
   * Reads a version from a configuration.
   *
   * @throws IllegalArgumentException with the versions that are allowed
   */
  public static ApiVersion parse(String text) {
    return Arrays.stream(values())
        .filter(version -> version.header.equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("'%s' is not a version of Intercom's API; use 1.0 to 1.4, 2.0 to 2.16,"
                            + " Unstable or Preview")
                        .formatted(text)));
  }

  @Override
  public String toString() {
    return header;
  }
}

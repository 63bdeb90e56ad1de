package dev.intercomconnector.intercomdouble.api;

import java.util.Optional;

/** The versions of the API, oldest first; the names are those of the Intercom-Version header. */
public enum ServedVersion {
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
  /** The old name of Preview. */
  UNSTABLE("Unstable");

  private final String header;

  ServedVersion(String header) {
    this.header = header;
  }

  public static Optional<ServedVersion> of(String header) {
    for (ServedVersion version : values()) {
      if (version.header.equalsIgnoreCase(header)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  public String header() {
    return header;
  }

  public boolean isLegacy() {
    return compareTo(V2_0) < 0;
  }

  public boolean isAtLeast(ServedVersion other) {
    return compareTo(other) >= 0;
  }
}

package dev.intercomconnector.intercom;

/** A workspace's access token. Its text never shows: not in logs, incidents or {@code toString}. */
public record AccessToken(String value) {

  public AccessToken {
    value = value.strip();
    if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the access token has characters that no Intercom token has (spaces or control"
              + " characters?)");
    }
  }

  @Override
  public String toString() {
    return "AccessToken[***]";
  }
}

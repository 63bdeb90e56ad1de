package dev.intercomconnector.intercom;

import java.util.function.Supplier;

/** A workspace's access token. Its text never shows: not in logs, incidents or {@code toString}. */
public final class AccessToken {

  private final Supplier<String> current;

  /**
   * A token that stays the same.
   *
   * @throws IllegalArgumentException when no token can be like that; the text is not repeated
   */
  public AccessToken(String value) {
    String stripped = value.strip();
    if (!stripped.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the access token has characters that no Intercom token has (spaces or control"
              + " characters?)");
    }
    this.current = () -> stripped;
  }

  private AccessToken(Supplier<String> current) {
    this.current = current;
  }

  /**
   * A token that may change while it is used: it is asked for at each request.
   *
   * @param current answers at once
   */
  public static AccessToken changing(Supplier<AccessToken> current) {
    return new AccessToken(() -> current.get().value());
  }

  /** The text to send now. */
  public String value() {
    return current.get();
  }

  @Override
  public String toString() {
    return "AccessToken[***]";
  }
}

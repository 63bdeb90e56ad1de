package dev.intercomconnector.intercom;

import java.util.function.Supplier;

/**
 * A workspace's access token. {@code toString} hides its text, so that no log or incident shows it.
 */
public final class AccessToken {

  private final Supplier<String> current;

  /**
   * A token that stays the same.
   *
   * @throws IllegalArgumentException when the text cannot be a token; the message does not repeat
   *     it
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
   * A token that may change: it is read again for each request.
   *
   * @param current must not block
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

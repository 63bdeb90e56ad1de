package dev.intercomconnector.intercomdouble.workspace;

import java.util.Locale;

/** Where a conversation stands in the inbox. */
public enum State {
  OPEN,
  CLOSED,
  SNOOZED;

  /** The word Intercom uses, such as {@code open}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of that word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

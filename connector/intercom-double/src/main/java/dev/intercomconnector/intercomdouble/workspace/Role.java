package dev.intercomconnector.intercomdouble.workspace;

import java.util.Locale;

/** What a contact is to the workspace. Visitors can neither be searched for nor written to. */
public enum Role {
  USER,
  LEAD,
  VISITOR;

  /** The word Intercom uses, such as {@code user}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of that word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

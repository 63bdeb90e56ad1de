package dev.intercomconnector.intercomdouble.workspace;

import java.util.Locale;

/** A contact a message went to, and how. */
public record Recipient(Line line, String contactId) {
  /** The address line; every recipient gets a conversation of its own. */
  public enum Line {
    TO,
    CC,
    BCC;

    /** The request's field, such as {@code to}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

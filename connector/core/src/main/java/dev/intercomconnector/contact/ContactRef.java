package dev.intercomconnector.contact;

import java.util.Locale;

/**
 * A contact as a designer names it: a type and a key.
 *
 * @param type decides between a user and a lead with the same e-mail
 */
public record ContactRef(Type type, PersonKey key) {

  /** {@code CONTACT} means a user or a lead, or a visitor. */
  public enum Type {
    USER,
    LEAD,
    CONTACT;

    /** The type as Intercom writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    String by =
        switch (key) {
          case PersonKey.Id id -> "the id ";
          case PersonKey.UserId userId -> "the external id ";
          case PersonKey.Email email -> "the e-mail ";
        };
    return type.word() + " with " + by + "'" + key.value() + "'";
  }
}

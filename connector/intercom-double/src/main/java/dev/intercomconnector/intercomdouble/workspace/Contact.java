package dev.intercomconnector.intercomdouble.workspace;

import java.time.Instant;

/**
 * A user, lead or visitor at one moment.
 *
 * @param id 24 hexadecimal digits when Intercom made it up
 * @param createdAt epoch seconds
 * @param updatedAt epoch seconds
 * @param messageableFrom before that instant a message to the contact is answered "User Not Found"
 */
public record Contact(
    String id,
    Role role,
    Profile profile,
    Standing standing,
    long createdAt,
    long updatedAt,
    Instant messageableFrom) {

  public boolean isActive() {
    return standing instanceof Standing.Active;
  }

  public Contact withRole(Role changed, long now) {
    return new Contact(id, changed, profile, standing, createdAt, now, messageableFrom);
  }

  public Contact withProfile(Profile changed, long now) {
    return new Contact(id, role, changed, standing, createdAt, now, messageableFrom);
  }

  public Contact withStanding(Standing changed, long now) {
    return new Contact(id, role, profile, changed, createdAt, now, messageableFrom);
  }
}

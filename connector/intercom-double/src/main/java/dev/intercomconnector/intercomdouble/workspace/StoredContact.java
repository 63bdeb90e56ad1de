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
public record StoredContact(
    String id,
    Role role,
    Profile profile,
    ContactStatus status,
    long createdAt,
    long updatedAt,
    Instant messageableFrom) {

  public boolean isActive() {
    return status instanceof ContactStatus.Active;
  }

  public StoredContact withRole(Role changed, long now) {
    return new StoredContact(id, changed, profile, status, createdAt, now, messageableFrom);
  }

  public StoredContact withProfile(Profile changed, long now) {
    return new StoredContact(id, role, changed, status, createdAt, now, messageableFrom);
  }

  public StoredContact withStatus(ContactStatus changed, long now) {
    return new StoredContact(id, role, profile, changed, createdAt, now, messageableFrom);
  }
}

package dev.intercomconnector.intercomdouble.control;

import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A contact to put into a workspace as it is, without Intercom's checks.
 *
 * @param id null for a new one
 * @param youngFor how long from now a message to it is answered "User Not Found"
 */
public record NewContact(
    Role role, @Nullable String id, Profile profile, ContactStatus status, Duration youngFor) {

  public static NewContact user(String email) {
    return of(Role.USER, Profile.empty().withEmail(email));
  }

  public static NewContact lead(String email) {
    return of(Role.LEAD, Profile.empty().withEmail(email));
  }

  /** A visitor known by the id that the messenger gave it. */
  public static NewContact visitor(String userId) {
    return of(Role.VISITOR, Profile.empty().withExternalId(userId));
  }

  public static NewContact of(Role role, Profile profile) {
    return new NewContact(role, null, profile, new ContactStatus.Active(), Duration.ZERO);
  }

  public NewContact withProfile(Profile changed) {
    return new NewContact(role, id, changed, status, youngFor);
  }

  public NewContact withStatus(ContactStatus changed) {
    return new NewContact(role, id, profile, changed, youngFor);
  }

  public NewContact withYoungFor(Duration changed) {
    return new NewContact(role, id, profile, status, changed);
  }
}

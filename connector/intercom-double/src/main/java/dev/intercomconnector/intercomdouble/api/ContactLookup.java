package dev.intercomconnector.intercomdouble.api;

import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.People;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the contact a request means, or refuses as Intercom does in that version. */
final class ContactLookup {
  private final People people;
  private final ServedVersion version;

  ContactLookup(ApiCall call) {
    this.people = call.workspace().people();
    this.version = call.version();
  }

  /**
   * The active contact of that id.
   *
   * @throws ApiError 404 when there is none or it is archived; for a merged one 410 from 2.16 on
   *     and 404 before
   */
  StoredContact byId(@Nullable String id) {
    return active(people.contact(id).orElseThrow(ApiError::userNotFound));
  }

  /**
   * The active contact of that external id; of several, the one created first.
   *
   * @throws ApiError as {@link #byId} does
   */
  StoredContact byExternalId(String externalId) {
    List<StoredContact> found =
        people
            .withExternalId(externalId)
            .sorted(
                Comparator.comparingLong(StoredContact::createdAt).thenComparing(StoredContact::id))
            .toList();
    Optional<StoredContact> reachable = found.stream().filter(StoredContact::isActive).findFirst();
    return reachable.orElseGet(
        () -> active(found.stream().findFirst().orElseThrow(ApiError::userNotFound)));
  }

  /**
   * The one active user or lead with that e-mail address.
   *
   * @throws ApiError 404 when there is none, 409 when there are several
   */
  StoredContact byEmail(String email) {
    List<StoredContact> found =
        people.withEmail(email).filter(contact -> contact.role() != Role.VISITOR).toList();
    if (found.size() > 1) {
      throw ApiError.of(409, "conflict", "Multiple existing users match this email address");
    }
    return found.stream().findFirst().orElseThrow(ApiError::userNotFound);
  }

  private StoredContact active(StoredContact contact) {
    if (contact.status() instanceof ContactStatus.MergedInto merged
        && version.isAtLeast(ServedVersion.V2_16)) {
      throw ApiError.merged(
          people.surviving(merged.contactId()).map(StoredContact::id).orElse(merged.contactId()));
    }
    if (!contact.isActive()) {
      throw ApiError.userNotFound();
    }
    return contact;
  }
}

package dev.intercomconnector.contact;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_CONTACT_AMBIGUOUS;
import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_CONTACT_NOT_FOUND;

import dev.intercomconnector.intercom.Contact;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Feature;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.intercom.SearchFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the contact that a designer means. API 2.x sends to Intercom ids only, so an e-mail or
 * external id is looked up. Of several matches none is taken.
 */
public final class Contacts {

  private final IntercomClient intercom;

  public Contacts(IntercomClient intercom) {
    this.intercom = intercom;
  }

  /**
   * Finds a contact that receives or sends a message. An Intercom id with a type is not checked and
   * costs no call.
   *
   * @return the contact by its role and Intercom id; {@link Failure.ContactUnknown} where nobody
   *     matches
   */
  public Outcome<ContactRef> find(ContactRef ref) {
    return switch (ref.key()) {
      case PersonKey.Id id ->
          ref.type() == ContactRef.Type.CONTACT
              ? intercom.contact(id.value()).then(contact -> theOne(ref, contact.stream().toList()))
              : Outcome.done(ref);
      case PersonKey.UserId userId -> byExternalId(ref, userId.value());
      case PersonKey.Email email -> search(ref, "email", email.value());
    };
  }

  /** Finds each contact in turn; the first failure is the failure of all. */
  public Outcome<List<ContactRef>> findAll(List<ContactRef> refs) {
    List<ContactRef> found = new ArrayList<>();
    for (ContactRef ref : refs) {
      switch (find(ref)) {
        case Outcome.Done<ContactRef> done -> found.add(done.value());
        case Outcome.Failed<ContactRef> failed -> {
          return Outcome.failed(failed.failure());
        }
      }
    }
    return Outcome.done(List.copyOf(found));
  }

  private Outcome<ContactRef> byExternalId(ContactRef ref, String externalId) {
    if (!intercom.connection().version().supports(Feature.FIND_BY_EXTERNAL_ID)) {
      return search(ref, "external_id", externalId);
    }
    return intercom
        .contactByExternalId(externalId)
        .then(contact -> theOne(ref, contact.filter(found -> isA(ref, found)).stream().toList()));
  }

  private Outcome<ContactRef> search(ContactRef ref, String field, String value) {
    SearchFilter named = SearchFilter.is(field, value);
    SearchFilter filter =
        ref.type() == ContactRef.Type.CONTACT
            ? named
            : SearchFilter.allOf(named, SearchFilter.is("role", ref.type().word()));
    // One page is enough: two matches are already too many.
    return intercom.searchContacts(filter).first().then(found -> theOne(ref, found));
  }

  private static boolean isA(ContactRef ref, Contact contact) {
    return ref.type() == ContactRef.Type.CONTACT || ref.type().word().equals(contact.role());
  }

  private static Outcome<ContactRef> theOne(ContactRef ref, List<Contact> found) {
    if (found.size() == 1) {
      Contact contact = found.getFirst();
      ContactRef.Type type =
          contact.role().equals("lead") ? ContactRef.Type.LEAD : ContactRef.Type.USER;
      return Outcome.done(new ContactRef(type, new PersonKey.Id(contact.id())));
    }
    if (found.isEmpty()) {
      return Outcome.failed(notFound(ref));
    }
    List<String> ids = found.stream().map(contact -> contact.role() + " " + contact.id()).toList();
    return Outcome.rejected(
        INTERCOM_CONTACT_AMBIGUOUS,
        "There are %d contacts for the %s: %s.".formatted(ids.size(), ref, String.join(", ", ids)),
        "Name the contact by its Intercom id, or choose between user and lead.");
  }

  private static Failure notFound(ContactRef ref) {
    return new Failure.ContactUnknown(
        new Problem(
            INTERCOM_CONTACT_NOT_FOUND,
            "There is no %s in Intercom.".formatted(ref),
            "Check it for typing errors, and the workspace and region that the task uses."));
  }

  /**
   * Whether Intercom knows all these contacts since before the limit. A send that does not find
   * such a contact need not wait for it: it is archived or blocked.
   */
  public boolean areKnownAndOlderThan(Instant limit, List<String> ids) {
    for (String id : ids) {
      Optional<Contact> known =
          switch (intercom.contact(id)) {
            case Outcome.Done<Optional<Contact>> done -> done.value();
            case Outcome.Failed<Optional<Contact>> failed -> Optional.empty();
          };
      var createdAt = known.map(Contact::createdAt).orElse(null);
      if (createdAt == null || createdAt.isAfter(limit)) {
        return false;
      }
    }
    return true;
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.People;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contacts one at a time. */
final class ContactEndpoints {
  private final Supplier<Duration> youngFor;

  ContactEndpoints(Supplier<Duration> youngFor) {
    this.youngFor = youngFor;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/contacts", this::create),
        Route.of("POST", "/contacts/merge", ContactEndpoints::merge),
        Route.since(
            ServedVersion.V2_13,
            "GET",
            "/contacts/find_by_external_id/{external_id}",
            ContactEndpoints::getByExternalId),
        Route.of("GET", "/contacts/{id}", ContactEndpoints::get),
        Route.of("PUT", "/contacts/{id}", ContactEndpoints::update),
        Route.of("DELETE", "/contacts/{id}", ContactEndpoints::delete),
        Route.of("POST", "/contacts/{id}/archive", ContactEndpoints::archive),
        Route.of("POST", "/contacts/{id}/unarchive", ContactEndpoints::unarchive));
  }

  private ApiAnswer create(ApiCall call) {
    JsonNode body = call.body();
    Profile profile = ContactFields.over(Profile.empty(), body);
    if (profile.email() == null && profile.externalId() == null && !body.has("role")) {
      throw ApiError.of(
          400, "parameter_not_found", "At least one of email, external_id or role is required");
    }
    Role role = ContactFields.role(body, Role.USER);
    People people = call.workspace().people();
    synchronized (people) {
      refuseDuplicate(people, role, profile);
      return shown(call, people.add(null, role, profile, youngFor.get()));
    }
  }

  private static void refuseDuplicate(People people, Role role, Profile profile) {
    Stream<StoredContact> sameExternalId = Stream.empty();
    Stream<StoredContact> sameEmail = Stream.empty();
    String externalId = profile.externalId();
    String email = profile.email();
    if (externalId != null) {
      sameExternalId =
          people
              .withExternalId(externalId)
              .filter(contact -> !(contact.status() instanceof ContactStatus.MergedInto))
              .filter(contact -> contact.role() != Role.VISITOR);
    } else if (email != null && role == Role.USER) {
      sameEmail = people.withEmail(email).filter(contact -> contact.role() == Role.USER);
    }
    Optional<StoredContact> same = Stream.concat(sameExternalId, sameEmail).findFirst();
    if (same.isPresent()) {
      throw ApiError.of(
          409,
          "conflict",
          "%s contact matching those details already exists with id=%s"
              .formatted(same.get().isActive() ? "A" : "An archived", same.get().id()));
    }
  }

  private static ApiAnswer get(ApiCall call) {
    return shown(call, new ContactLookup(call).byId(call.id()));
  }

  private static ApiAnswer getByExternalId(ApiCall call) {
    StoredContact found = new ContactLookup(call).byExternalId(call.id());
    if (found.role() != Role.USER) {
      throw ApiError.userNotFound();
    }
    return shown(call, found);
  }

  private static ApiAnswer update(ApiCall call) {
    StoredContact before = new ContactLookup(call).byId(call.id());
    Role role = ContactFields.role(call.body(), before.role());
    long now = call.workspace().now();
    return shown(
        call,
        changed(
            call,
            before.id(),
            contact ->
                contact
                    .withProfile(ContactFields.over(contact.profile(), call.body()), now)
                    .withRole(role, now)));
  }

  private static ApiAnswer delete(ApiCall call) {
    StoredContact gone = existing(call, call.id());
    call.workspace().people().delete(gone.id());
    return ApiAnswer.ok(ContactJson.reference(gone).put("deleted", true));
  }

  private static ApiAnswer archive(ApiCall call) {
    StoredContact contact = new ContactLookup(call).byId(call.id());
    return changeStatus(call, contact, new ContactStatus.Archived());
  }

  private static ApiAnswer unarchive(ApiCall call) {
    StoredContact contact = existing(call, call.id());
    return contact.status() instanceof ContactStatus.Archived
        ? changeStatus(call, contact, new ContactStatus.Active())
        : ApiAnswer.ok(ContactJson.reference(contact).put("archived", false));
  }

  private static ApiAnswer changeStatus(ApiCall call, StoredContact contact, ContactStatus status) {
    long now = call.workspace().now();
    StoredContact after = changed(call, contact.id(), one -> one.withStatus(status, now));
    return ApiAnswer.ok(ContactJson.reference(after).put("archived", !after.isActive()));
  }

  private static ApiAnswer merge(ApiCall call) {
    StoredContact from = new ContactLookup(call).byId(Json.filled(call.body(), "from"));
    StoredContact into = new ContactLookup(call).byId(Json.filled(call.body(), "into"));
    if (from.role() != Role.LEAD || from.id().equals(into.id())) {
      throw ApiError.invalid("from", "Only a lead can be merged into another contact");
    }
    return shown(
        call, call.workspace().merge(from.id(), into.id()).orElseThrow(ApiError::userNotFound));
  }

  private static StoredContact existing(ApiCall call, @Nullable String id) {
    return call.workspace().people().contact(id).orElseThrow(ApiError::userNotFound);
  }

  private static StoredContact changed(
      ApiCall call, String id, UnaryOperator<StoredContact> change) {
    return call.workspace().people().change(id, change).orElseThrow(ApiError::userNotFound);
  }

  private static ApiAnswer shown(ApiCall call, StoredContact contact) {
    return ApiAnswer.ok(ContactJson.full(contact, call.workspace().app().idCode()));
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Contact;
import dev.intercomconnector.intercomdouble.workspace.People;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.Standing;
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
            ApiVersion.V2_13,
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
    Stream<Contact> sameExternalId = Stream.empty();
    Stream<Contact> sameEmail = Stream.empty();
    String externalId = profile.externalId();
    String email = profile.email();
    if (externalId != null) {
      sameExternalId =
          people
              .withExternalId(externalId)
              .filter(contact -> !(contact.standing() instanceof Standing.MergedInto))
              .filter(contact -> contact.role() != Role.VISITOR);
    } else if (email != null && role == Role.USER) {
      sameEmail = people.withEmail(email).filter(contact -> contact.role() == Role.USER);
    }
    Optional<Contact> same = Stream.concat(sameExternalId, sameEmail).findFirst();
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
    Contact found = new ContactLookup(call).byExternalId(call.id());
    if (found.role() != Role.USER) {
      throw ApiError.userNotFound();
    }
    return shown(call, found);
  }

  private static ApiAnswer update(ApiCall call) {
    Contact before = new ContactLookup(call).byId(call.id());
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
    Contact gone = existing(call, call.id());
    call.workspace().people().delete(gone.id());
    return ApiAnswer.ok(ContactJson.reference(gone).put("deleted", true));
  }

  private static ApiAnswer archive(ApiCall call) {
    Contact contact = new ContactLookup(call).byId(call.id());
    return standing(call, contact, new Standing.Archived());
  }

  private static ApiAnswer unarchive(ApiCall call) {
    Contact contact = existing(call, call.id());
    return contact.standing() instanceof Standing.Archived
        ? standing(call, contact, new Standing.Active())
        : ApiAnswer.ok(ContactJson.reference(contact).put("archived", false));
  }

  private static ApiAnswer standing(ApiCall call, Contact contact, Standing standing) {
    long now = call.workspace().now();
    Contact after = changed(call, contact.id(), one -> one.withStanding(standing, now));
    return ApiAnswer.ok(ContactJson.reference(after).put("archived", !after.isActive()));
  }

  private static ApiAnswer merge(ApiCall call) {
    Contact from = new ContactLookup(call).byId(Json.filled(call.body(), "from"));
    Contact into = new ContactLookup(call).byId(Json.filled(call.body(), "into"));
    if (from.role() != Role.LEAD || from.id().equals(into.id())) {
      throw ApiError.invalid("from", "Only a lead can be merged into another contact");
    }
    return shown(
        call, call.workspace().merge(from.id(), into.id()).orElseThrow(ApiError::userNotFound));
  }

  private static Contact existing(ApiCall call, @Nullable String id) {
    return call.workspace().people().contact(id).orElseThrow(ApiError::userNotFound);
  }

  private static Contact changed(ApiCall call, String id, UnaryOperator<Contact> change) {
    return call.workspace().people().change(id, change).orElseThrow(ApiError::userNotFound);
  }

  private static ApiAnswer shown(ApiCall call, Contact contact) {
    return ApiAnswer.ok(ContactJson.full(contact, call.workspace().app().idCode()));
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.search.FilterReader;
import dev.intercomconnector.intercomdouble.search.PageRequest;
import dev.intercomconnector.intercomdouble.search.SearchField;
import dev.intercomconnector.intercomdouble.search.SearchPage;
import dev.intercomconnector.intercomdouble.search.Sorting;
import dev.intercomconnector.intercomdouble.search.ValueType;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import java.util.List;
import java.util.Map;

/** Contacts many at a time: the list, which is up to date, and the search, which lags. */
final class ContactSearch {
  private static final int PER_PAGE = 50;

  private final Searching<StoredContact> searching =
      new Searching<>(
          new FilterReader<>(
              List.of(
                  SearchField.of("id", ValueType.STRING, StoredContact::id),
                  SearchField.of("role", ValueType.STRING, contact -> contact.role().word()),
                  SearchField.of("name", ValueType.CASELESS, contact -> contact.profile().name()),
                  SearchField.of("email", ValueType.CASELESS, contact -> contact.profile().email()),
                  SearchField.of("email_domain", ValueType.CASELESS, ContactSearch::emailDomain),
                  SearchField.of("phone", ValueType.STRING, contact -> contact.profile().phone()),
                  SearchField.of(
                      "external_id", ValueType.STRING, contact -> contact.profile().externalId()),
                  SearchField.of("created_at", ValueType.DAY, StoredContact::createdAt),
                  SearchField.of("updated_at", ValueType.DAY, StoredContact::updatedAt),
                  SearchField.of(
                      "unsubscribed_from_emails",
                      ValueType.BOOLEAN,
                      contact -> contact.profile().unsubscribedFromEmails()))),
          new Sorting<>(StoredContact::createdAt, StoredContact::id, Sorting.Direction.DESCENDING),
          PER_PAGE);

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/contacts", this::list),
        Route.since(ServedVersion.V2_0, "POST", "/contacts/search", this::search));
  }

  private ApiAnswer list(ApiCall call) {
    ObjectNode asked = Json.object();
    Map<String, String> query = call.query();
    query.forEach(asked::put);
    return shown(
        call,
        SearchPage.of(
            call.workspace()
                .people()
                .contacts()
                .filter(StoredContact::isActive)
                .filter(contact -> contact.role() != Role.VISITOR),
            searching.order(),
            PageRequest.read(asked, PER_PAGE)));
  }

  private ApiAnswer search(ApiCall call) {
    return shown(call, searching.page(call.workspace().people().index(), call.body()));
  }

  private static ApiAnswer shown(ApiCall call, SearchPage<StoredContact> page) {
    String workspaceId = call.workspace().app().idCode();
    return ApiAnswer.ok(
        PagesJson.list("list", "data", page, contact -> ContactJson.full(contact, workspaceId)));
  }

  private static String emailDomain(StoredContact contact) {
    String email = contact.profile().email();
    return email == null ? "" : email.substring(email.indexOf('@') + 1);
  }
}

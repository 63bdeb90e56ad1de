package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.search.PageRequest;
import dev.intercomconnector.intercomdouble.search.SearchPage;
import dev.intercomconnector.intercomdouble.search.Sorting;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import java.util.List;

/**
 * Conversations many at a time: the list, which is up to date and takes no filter, and the search,
 * which lags. Newest change first, since Intercom documents no order.
 */
final class ConversationSearch {
  private static final int PER_PAGE = 20;

  private final Searching<StoredConversation> searching =
      new Searching<>(
          ConversationFields.reader(),
          new Sorting<>(
              StoredConversation::updatedAt, StoredConversation::id, Sorting.Direction.DESCENDING),
          PER_PAGE);

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/conversations", this::list),
        Route.since(ServedVersion.V2_0, "POST", "/conversations/search", this::search));
  }

  private ApiAnswer list(ApiCall call) {
    if (call.version().isLegacy()) {
      return new LegacyConversations(call).list();
    }
    ObjectNode asked = Json.object();
    call.query().forEach(asked::put);
    return shown(
        call,
        SearchPage.of(
            call.workspace().correspondence().conversations(),
            searching.order(),
            PageRequest.read(asked, PER_PAGE)));
  }

  private ApiAnswer search(ApiCall call) {
    return shown(call, searching.page(call.workspace().correspondence().index(), call.body()));
  }

  private static ApiAnswer shown(ApiCall call, SearchPage<StoredConversation> page) {
    ConversationJson json = new ConversationJson(call.workspace(), call.version(), BodyFormat.HTML);
    return ApiAnswer.ok(PagesJson.list("conversation.list", "conversations", page, json::item));
  }
}

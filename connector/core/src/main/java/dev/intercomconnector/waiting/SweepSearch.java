package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.SearchFilter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The searches of a sweep, with all their pages. Each conversation is handed on as it is read; if
 * that fails, the reading fails.
 */
final class SweepSearch {

  /**
   * Ids in one search. A page has at most 150 conversations, so 150 messages usually cost one call.
   * Intercom documents that {@code IN} means an OR, and that an OR takes at most 15 filters, but
   * not whether that limits the list. So a search that is refused is repeated with 15 ids, and from
   * then on all have 15.
   */
  private static final int MOST_IDS = 150;

  private static final int CERTAIN_IDS = 15;

  private final IntercomClient intercom;
  private int batch = MOST_IDS;

  SweepSearch(IntercomClient intercom) {
    this.intercom = intercom;
  }

  /** How many ids go into one search. */
  int batch() {
    return batch;
  }

  int callsFor(int ids) {
    return (ids + batch - 1) / batch;
  }

  /** Searches for the conversations of these messages, a batch at a time. */
  Outcome<Boolean> ofMessages(
      List<String> ids, Function<Conversation, Outcome<Boolean>> each, Refusals refusals) {
    return inBatches("source.id", ids, each, refusals);
  }

  /** Searches for the open conversations with these contacts, a batch at a time. */
  Outcome<Boolean> ofContacts(
      List<String> ids, Function<Conversation, Outcome<Boolean>> each, Refusals refusals) {
    return inBatches("contact_ids", ids, each, refusals);
  }

  /** Gets each id for which Intercom refuses to search. */
  interface Refusals {
    void refused(String id, Failure failure);
  }

  /**
   * Searches for what changed since a moment.
   *
   * @param mostPages more are not read
   * @return whether that was all
   */
  Outcome<Boolean> changedSince(
      Instant from, int mostPages, Function<Conversation, Outcome<Boolean>> each) {
    return intercom
        .searchConversations(SearchFilter.since("updated_at", from))
        .forEach(mostPages, each);
  }

  private Outcome<Boolean> inBatches(
      String field,
      List<String> ids,
      Function<Conversation, Outcome<Boolean>> each,
      Refusals refusals) {
    int next = 0;
    while (next < ids.size()) {
      List<String> some = ids.subList(next, Math.min(ids.size(), next + batch));
      Outcome<Boolean> asked = allPages(in(field, some), each);
      if (asked instanceof Outcome.Failed<Boolean> failed) {
        if (!isRefused(failed.failure())) {
          return asked;
        }
        if (some.size() > CERTAIN_IDS) {
          batch = CERTAIN_IDS;
          continue;
        }
        Outcome<Boolean> oneByOne = oneByOne(field, some, failed.failure(), each, refusals);
        if (oneByOne instanceof Outcome.Failed<Boolean>) {
          return oneByOne;
        }
      }
      next += some.size();
    }
    return Outcome.done(true);
  }

  /** Finds the id that is the cause, so that the others get their result. */
  private Outcome<Boolean> oneByOne(
      String field,
      List<String> ids,
      Failure failure,
      Function<Conversation, Outcome<Boolean>> each,
      Refusals refusals) {
    if (ids.size() == 1) {
      refusals.refused(ids.getFirst(), failure);
      return Outcome.done(true);
    }
    for (String id : ids) {
      Outcome<Boolean> asked = allPages(in(field, List.of(id)), each);
      if (asked instanceof Outcome.Failed<Boolean> failed) {
        if (!isRefused(failed.failure())) {
          return asked;
        }
        refusals.refused(id, failed.failure());
      }
    }
    return Outcome.done(true);
  }

  private Outcome<Boolean> allPages(
      SearchFilter filter, Function<Conversation, Outcome<Boolean>> each) {
    return intercom.searchConversations(filter).forEach(Integer.MAX_VALUE, each);
  }

  private static boolean isRefused(Failure failure) {
    return failure instanceof Failure.Rejected rejected
        && rejected.problem().code() == ErrorCode.INTERCOM_INVALID_REQUEST;
  }

  private static SearchFilter in(String field, List<String> ids) {
    SearchFilter in = SearchFilter.oneOf(field, ids);
    // Without a message, "the contact's latest open conversation" is what is waited for.
    return field.equals("source.id") ? in : SearchFilter.allOf(in, SearchFilter.is("open", true));
  }
}

package dev.intercomconnector.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.conversation.Correspondents;
import dev.intercomconnector.conversation.LookResult;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the waits whose awaited state a conversation has reached. Safe for many threads. */
final class WaitMatcher<W extends Wait> {

  private final Waits<W> waits;
  private final WaitListener<W> listener;
  private final Correspondents correspondents;
  private final Cache<Long, Someone> notTheirs =
      Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

  /** A conversation that is not with a wait's contact, in the state in which that was found out. */
  private record Someone(String conversationId, @Nullable Instant updatedAt) {}

  WaitMatcher(Waits<W> waits, WaitListener<W> listener, IntercomClient intercom) {
    this.waits = waits;
    this.listener = listener;
    this.correspondents = new Correspondents(intercom);
  }

  boolean concerns(Conversation conversation) {
    return !waits.ofMessage(conversation.messageId()).isEmpty()
        || conversation.contactIds().stream().anyMatch(id -> !waits.ofContact(id).isEmpty());
  }

  /**
   * Ends the waits that the conversation answers. May ask Intercom about a contact, so it can block
   * and fail.
   */
  Outcome<Boolean> look(Conversation conversation) {
    Outcome<Boolean> outcome = Outcome.done(true);
    for (W wait : waits.ofMessage(conversation.messageId())) {
      outcome = outcome.then(done -> look(wait, conversation));
    }
    if (conversation.open()) {
      for (String contactId : conversation.contactIds()) {
        waits.ofContact(contactId).forEach(wait -> answerIfSatisfied(wait, conversation));
      }
    }
    return outcome;
  }

  private Outcome<Boolean> look(W wait, Conversation conversation) {
    ContactRef contact = wait.criteria().contact();
    if (contact == null || !wait.criteria().waitUntil().isSatisfiedBy(conversation)) {
      answerIfSatisfied(wait, conversation);
      return Outcome.done(true);
    }
    var someone = new Someone(conversation.id(), conversation.updatedAt());
    if (someone.equals(notTheirs.getIfPresent(wait.key()))) {
      return Outcome.done(true);
    }
    return correspondents
        .of(contact, List.of(conversation))
        .map(
            theirs -> {
              if (theirs.isEmpty()) {
                notTheirs.put(wait.key(), someone);
              } else {
                answerIfSatisfied(wait, conversation);
              }
              return true;
            })
        .orElse(
            failure -> {
              if (failure instanceof Failure.Rejected) {
                refuse(List.of(wait), failure);
                return Outcome.done(true);
              }
              return Outcome.failed(failure);
            });
  }

  /** The next look asks again whose conversations they are. */
  void forget(W wait) {
    notTheirs.invalidate(wait.key());
  }

  /** Ends a wait by the result of its own look, if that is the awaited state. */
  boolean answer(W wait, LookResult look) {
    Conversation found = look.conversation();
    if (found != null && look.satisfied() && waits.remove(wait)) {
      listener.onAnswered(wait, found);
    }
    return true;
  }

  private void answerIfSatisfied(W wait, Conversation conversation) {
    if (wait.criteria().waitUntil().isSatisfiedBy(conversation) && waits.remove(wait)) {
      listener.onAnswered(wait, conversation);
    }
  }

  void refuse(List<W> refused, Failure failure) {
    for (W wait : refused) {
      if (waits.remove(wait)) {
        listener.onRefused(wait, failure);
      }
    }
  }
}

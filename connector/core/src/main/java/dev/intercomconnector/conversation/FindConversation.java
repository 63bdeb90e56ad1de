package dev.intercomconnector.conversation;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_CONVERSATION_NOT_FOUND;
import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_INVALID_REQUEST;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.Contacts;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Feature;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.SearchFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks once for the conversation of a message. The link is {@code source.id}, the id of the
 * message. Only a process that knows no message id gets the contact's latest open conversation.
 */
public final class FindConversation {

  private final IntercomClient intercom;
  private final Contacts contacts;
  private final Correspondents correspondents;

  public FindConversation(IntercomClient intercom) {
    this.intercom = intercom;
    this.contacts = new Contacts(intercom);
    this.correspondents = new Correspondents(intercom);
  }

  /**
   * Looks once, over all pages.
   *
   * @return with the whole conversation where parts are asked for or a contact has replied
   */
  public Outcome<LookResult> look(ConversationCriteria criteria) {
    boolean legacy = intercom.connection().version().isLegacy();
    if (criteria.contact() == null && (legacy || criteria.messageId() == null)) {
      return Outcome.rejected(
          INTERCOM_INVALID_REQUEST,
          legacy
              ? "Version %s of Intercom's API finds a conversation only through its contact."
                  .formatted(intercom.connection().version())
              : "Neither 'messageId' nor 'contact' is given.",
          "Name the contact whose conversation is looked for.");
    }
    if (legacy) {
      return legacyCandidates(criteria).then(listed -> readThrough(listed, criteria));
    }
    return ofWhatsApp(criteria)
        .then(
            known ->
                known.isPresent()
                    ? Outcome.done(judged(known.get(), criteria))
                    : candidates(criteria)
                        .map(found -> choose(found, criteria))
                        .then(look -> complete(look, criteria)));
  }

  /**
   * The same criteria with the id that the message has as the source of its conversation, which is
   * what searches and webhooks show. Only a WhatsApp message has another id beside that.
   *
   * @return empty where Intercom does not know the WhatsApp message yet
   */
  public Outcome<Optional<ConversationCriteria>> bySource(ConversationCriteria criteria) {
    if (!namesWhatsApp(criteria)) {
      return Outcome.done(Optional.of(criteria));
    }
    return ofWhatsApp(criteria)
        .map(
            known ->
                known
                    .map(Conversation::messageId)
                    .map(
                        source ->
                            new ConversationCriteria(
                                source,
                                criteria.contact(),
                                criteria.waitUntil(),
                                criteria.includeParts())));
  }

  /** Intercom's own ids of messages are numbers; WhatsApp's begin with {@code wamid}. */
  private boolean namesWhatsApp(ConversationCriteria criteria) {
    String id = criteria.messageId();
    return id != null
        && !id.matches("\\d+")
        && intercom.connection().version().supports(Feature.WHATSAPP);
  }

  /** The whole conversation of a WhatsApp message; empty where it is none or not known. */
  private Outcome<Optional<Conversation>> ofWhatsApp(ConversationCriteria criteria) {
    String id = criteria.messageId();
    if (id == null || !namesWhatsApp(criteria)) {
      return Outcome.done(Optional.empty());
    }
    return intercom
        .whatsAppConversation(id)
        .then(
            conversation ->
                conversation.isEmpty()
                    ? Outcome.done(Optional.<Conversation>empty())
                    : intercom.conversation(conversation.get(), format(criteria)))
        .then(found -> theirs(found, criteria));
  }

  private Outcome<Optional<Conversation>> theirs(
      Optional<Conversation> found, ConversationCriteria criteria) {
    ContactRef contact = criteria.contact();
    return contact == null || found.isEmpty()
        ? Outcome.done(found)
        : correspondents
            .of(contact, List.of(found.get()))
            .map(theirs -> theirs.stream().findFirst());
  }

  private Outcome<List<Conversation>> candidates(ConversationCriteria criteria) {
    ContactRef contact = criteria.contact();
    String messageId = criteria.messageId();
    if (messageId != null) {
      // By the message alone: the contact may have been merged into another one since.
      Outcome<List<Conversation>> found = search(SearchFilter.is("source.id", messageId));
      return contact == null ? found : found.then(all -> correspondents.of(contact, all));
    }
    ContactRef known = Objects.requireNonNull(contact);
    Outcome<ContactRef> person =
        known.key() instanceof PersonKey.Id ? Outcome.done(known) : contacts.find(known);
    return person.then(
        found ->
            search(
                SearchFilter.allOf(
                    SearchFilter.is("contact_ids", found.key().value()),
                    SearchFilter.is("open", true))));
  }

  private Outcome<List<Conversation>> search(SearchFilter filter) {
    return intercom.searchConversations(filter).all();
  }

  private Outcome<List<Conversation>> legacyCandidates(ConversationCriteria criteria) {
    ContactRef contact = Objects.requireNonNull(criteria.contact());
    String field =
        switch (contact.key()) {
          case PersonKey.Id id -> "intercom_user_id";
          case PersonKey.UserId userId -> "user_id";
          case PersonKey.Email email -> "email";
        };
    boolean onlyOpen = criteria.messageId() == null;
    return intercom.legacyConversations(field, contact.key().value(), onlyOpen).all();
  }

  /**
   * Reads the candidates, the newest first, until one is in the awaited state: lists of 1.x do not
   * show replies.
   */
  private Outcome<LookResult> readThrough(
      List<Conversation> listed, ConversationCriteria criteria) {
    LookResult newest = LookResult.NOTHING;
    for (Conversation candidate : ofTheMessage(listed, criteria).toList()) {
      switch (intercom.conversation(candidate.id(), format(criteria))) {
        case Outcome.Failed<Optional<Conversation>> failed -> {
          return Outcome.failed(failed.failure());
        }
        case Outcome.Done<Optional<Conversation>> read -> {
          LookResult look =
              read.value().map(whole -> judged(whole, criteria)).orElse(LookResult.NOTHING);
          if (look.satisfied()) {
            return Outcome.done(look);
          }
          newest = newest.conversation() == null ? look : newest;
        }
      }
    }
    return Outcome.done(newest);
  }

  /** A conversation in the awaited state goes before others, then the newest. */
  private static LookResult choose(List<Conversation> found, ConversationCriteria criteria) {
    return ofTheMessage(found, criteria)
        .map(conversation -> judged(conversation, criteria))
        .max(Comparator.comparing(LookResult::satisfied))
        .orElse(LookResult.NOTHING);
  }

  private static Stream<Conversation> ofTheMessage(
      List<Conversation> found, ConversationCriteria criteria) {
    return found.stream()
        .filter(
            conversation ->
                criteria.messageId() == null
                    || criteria.messageId().equals(conversation.messageId()))
        .sorted(Conversation.NEWEST_FIRST);
  }

  private static LookResult judged(Conversation conversation, ConversationCriteria criteria) {
    return new LookResult(conversation, criteria.waitUntil().isSatisfiedBy(conversation));
  }

  private static BodyFormat format(ConversationCriteria criteria) {
    return criteria.includeParts() == null ? BodyFormat.PLAINTEXT : criteria.includeParts();
  }

  private Outcome<LookResult> complete(LookResult look, ConversationCriteria criteria) {
    Conversation found = look.conversation();
    return found == null || !look.satisfied()
        ? Outcome.done(look)
        : whole(found, criteria).map(whole -> new LookResult(whole, true));
  }

  /**
   * The conversation as the task returns it. Search results have no parts, so where parts are asked
   * for or a contact has replied, the conversation itself is read.
   *
   * @return {@link Failure.Rejected} where the conversation has been deleted since
   */
  public Outcome<Conversation> whole(Conversation found, ConversationCriteria criteria) {
    if (criteria.includeParts() == null && found.repliedAt() == null) {
      return Outcome.done(found);
    }
    return intercom
        .conversation(found.id(), format(criteria))
        .then(
            whole ->
                whole
                    .map(Outcome::done)
                    .orElseGet(
                        () ->
                            Outcome.rejected(
                                INTERCOM_CONVERSATION_NOT_FOUND,
                                "Conversation %s was found but is gone.".formatted(found.id()),
                                "It was probably deleted in Intercom.")));
  }
}

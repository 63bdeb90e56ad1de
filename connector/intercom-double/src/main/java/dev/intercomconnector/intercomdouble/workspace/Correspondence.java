package dev.intercomconnector.intercomdouble.workspace;

import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.search.SearchIndex;
import dev.intercomconnector.intercomdouble.search.Term;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a workspace and the conversations they lead to. An admin's message has none until
 * a recipient replies, unless the sender asks for it; a contact's message opens one at once.
 *
 * <p>Reads see what is stored now; only the index lags.
 */
public final class Correspondence {
  private static final long UNASSIGNED = 0;

  private final InstantSource clock;
  private final Ids ids;
  private final SearchIndex<StoredConversation> index;
  private final BiConsumer<Topic, StoredConversation> announcements;
  private final Map<String, StoredMessage> messages = new ConcurrentSkipListMap<>();
  private final Map<String, StoredConversation> conversations = new ConcurrentHashMap<>();
  private final Map<String, List<String>> conversationsBySource = new ConcurrentHashMap<>();

  Correspondence(
      InstantSource clock,
      Ids ids,
      Supplier<Duration> indexLag,
      BiConsumer<Topic, StoredConversation> announcements) {
    this.clock = clock;
    this.ids = ids;
    this.announcements = announcements;
    this.index = new SearchIndex<>(clock, indexLag, Correspondence::terms);
  }

  /** The conversations as search sees them. */
  public SearchIndex<StoredConversation> index() {
    return index;
  }

  /** All messages, oldest first. */
  public List<StoredMessage> messages() {
    return List.copyOf(messages.values());
  }

  public Optional<StoredMessage> message(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(messages.get(id));
  }

  /** All conversations, in no order. */
  public Stream<StoredConversation> conversations() {
    return conversations.values().stream();
  }

  public Optional<StoredConversation> conversation(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(conversations.get(id));
  }

  /** The conversations that a message led to so far, oldest first. */
  public List<StoredConversation> startedBy(String messageId) {
    return conversationsBySource.getOrDefault(messageId, List.of()).stream()
        .flatMap(id -> conversation(id).stream())
        .toList();
  }

  /** Stores a message under a new id. */
  public StoredMessage store(Draft draft) {
    StoredMessage message = draft.message(ids.nextMessage(), clock.instant().getEpochSecond());
    messages.put(message.id(), message);
    return message;
  }

  /**
   * Opens the conversation of an admin's message with one recipient before that contact replies: it
   * is closed and has no parts, as in Intercom's examples.
   */
  public synchronized StoredConversation openUnanswered(StoredMessage message, String contactId) {
    return announced(Topic.ADMIN_SINGLE_CREATED, open(message, contactId, State.CLOSED));
  }

  /** Opens the conversation of a contact's message. */
  public synchronized StoredConversation openByContact(StoredMessage message) {
    return announced(Topic.USER_CREATED, open(message, message.sender().id(), State.OPEN));
  }

  /** The conversation of a message with that contact, opened now if there is none yet. */
  public synchronized StoredConversation with(StoredMessage message, String contactId) {
    return startedBy(message.id()).stream()
        .filter(conversation -> conversation.contactId().equals(contactId))
        .findFirst()
        .orElseGet(() -> open(message, contactId, State.CLOSED));
  }

  /**
   * Adds a step to a conversation.
   *
   * @param type Intercom's part type, such as {@code comment} or {@code close}
   * @return the conversation with its new part, or empty when there is no such conversation
   */
  public synchronized Optional<StoredConversation> addPart(
      String conversationId, String type, Author author, @Nullable String body, State state) {
    long now = clock.instant().getEpochSecond();
    Part part = new Part(ids.nextPart(), type, author, body, now, state);
    Optional<StoredConversation> after =
        change(conversationId, before -> before.withPart(part, author.isAdmin()));
    after.ifPresent(conversation -> topic(part).ifPresent(topic -> announced(topic, conversation)));
    return after;
  }

  /** Of the other kinds of parts, no webhook tells here. */
  private static Optional<Topic> topic(Part part) {
    if (part.isContactReply()) {
      return Optional.of(Topic.USER_REPLIED);
    }
    if (part.isAdminReply()) {
      return Optional.of(Topic.ADMIN_REPLIED);
    }
    return part.author().isAdmin() && part.state() == State.CLOSED && part.type().equals("close")
        ? Optional.of(Topic.ADMIN_CLOSED)
        : Optional.empty();
  }

  private StoredConversation announced(Topic topic, StoredConversation conversation) {
    announcements.accept(topic, conversation);
    return conversation;
  }

  /** Changes a conversation; nothing happens when it is gone. */
  public synchronized Optional<StoredConversation> change(
      String id, UnaryOperator<StoredConversation> change) {
    return conversation(id).map(change).map(this::store);
  }

  /** Hands all conversations of one contact over to another, as a merge does. */
  public synchronized void moveContact(String from, String into) {
    long now = clock.instant().getEpochSecond();
    List<StoredConversation> moving =
        conversations().filter(conversation -> conversation.contactId().equals(from)).toList();
    moving.forEach(conversation -> store(conversation.withContact(into, now)));
  }

  /** Forgets a conversation, not its source. */
  public synchronized void delete(String id) {
    conversations.remove(id);
    index.remove(id);
  }

  synchronized void clear() {
    messages.clear();
    conversations.clear();
    conversationsBySource.clear();
    index.clear();
  }

  private synchronized StoredConversation open(
      StoredMessage message, String contactId, State state) {
    long now = clock.instant().getEpochSecond();
    StoredConversation conversation =
        new StoredConversation(
            ids.nextConversation(),
            message,
            contactId,
            now,
            now,
            state,
            false,
            UNASSIGNED,
            null,
            Json.object(),
            List.of());
    List<String> known =
        new ArrayList<>(conversationsBySource.getOrDefault(message.id(), List.of()));
    known.add(conversation.id());
    conversationsBySource.put(message.id(), List.copyOf(known));
    return store(conversation);
  }

  private StoredConversation store(StoredConversation conversation) {
    conversations.put(conversation.id(), conversation);
    index.put(conversation.id(), conversation);
    return conversation;
  }

  private static Collection<Term> terms(StoredConversation conversation) {
    return List.of(
        new Term("id", conversation.id()),
        new Term("source.id", conversation.source().id()),
        new Term("contact_ids", conversation.contactId()));
  }
}

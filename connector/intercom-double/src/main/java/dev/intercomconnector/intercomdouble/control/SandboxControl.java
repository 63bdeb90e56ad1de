package dev.intercomconnector.intercomdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.api.Markup;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.webhook.WebhookAttempt;
import dev.intercomconnector.intercomdouble.webhook.Webhooks;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.People;
import dev.intercomconnector.intercomdouble.workspace.State;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a test or a person may do behind Intercom's back. The ledger, the faults, the behaviour and
 * the deliveries are the whole double's; the rest is one workspace's.
 *
 * <p>Unknown ids are answered with a NoSuchElementException whose message names them.
 */
public final class SandboxControl {
  private final DoubleState shared;
  private final Workspace workspace;

  public SandboxControl(DoubleState shared, Workspace workspace) {
    this.shared = shared;
    this.workspace = workspace;
  }

  /** The same for another workspace, by its app id code. */
  public SandboxControl in(String idCode) {
    return shared.workspaces().stream()
        .filter(other -> other.app().idCode().equals(idCode))
        .findFirst()
        .map(other -> new SandboxControl(shared, other))
        .orElseThrow(() -> new NoSuchElementException("No workspace " + idCode));
  }

  /** Back to the start: seed data, no faults, an empty ledger, the behaviour of the settings. */
  public void reset() {
    shared.reset();
  }

  public Behaviour behaviour() {
    return shared.behaviour().get();
  }

  /** Changes the behaviour from the next request on. */
  public void behave(Behaviour behaviour) {
    shared.behaviour().set(behaviour);
  }

  /**
   * Accepts another token instead of that one, as when a person renews it.
   *
   * @throws IllegalStateException when the old one is not accepted
   */
  public void replaceToken(String old, String fresh) {
    shared.api().replaceToken(old, fresh);
  }

  /** Every request that arrived, oldest first. */
  public List<LedgerEntry> ledger() {
    return shared.ledger().entries();
  }

  /** The requests after that sequence number, oldest first. */
  public List<LedgerEntry> ledgerSince(long sequence) {
    return shared.ledger().since(sequence);
  }

  /** What a request of the ledger was answered; empty where nothing was, or long ago. */
  public Optional<JsonNode> answer(LedgerEntry request) {
    return shared.ledger().answer(request.sequence());
  }

  /** How many of the oldest requests the ledger had no room for. */
  public long ledgerDropped() {
    return shared.ledger().dropped();
  }

  public void clearLedger() {
    shared.ledger().clear();
  }

  public void addFault(FaultRule rule) {
    shared.faults().add(rule);
  }

  public List<FaultRule> faults() {
    return shared.faults().rules();
  }

  /** Removes all faults; connections that are stalled for ever are closed. */
  public void clearFaults() {
    shared.faults().clear();
  }

  /** All contacts whatever their status, oldest first. */
  public List<StoredContact> contacts() {
    return workspace
        .people()
        .contacts()
        .sorted(Comparator.comparingLong(StoredContact::createdAt).thenComparing(StoredContact::id))
        .toList();
  }

  /**
   * Has Intercom tell of what happens to this workspace's conversations from now on.
   *
   * @throws IllegalArgumentException when the address does not answer HEAD with success
   */
  public void subscribe(Subscription subscription) {
    shared.webhooks().subscribe(workspace, subscription);
  }

  public Optional<Subscription> subscription() {
    return shared.webhooks().subscription(workspace);
  }

  public void unsubscribe() {
    shared.webhooks().unsubscribe(workspace);
  }

  /** All attempts to deliver a notification, in their order, of all workspaces. */
  public List<WebhookAttempt> deliveries() {
    return shared.webhooks().deliveries();
  }

  /** How many notifications are held, of all workspaces. */
  public int heldNotifications() {
    return shared.webhooks().held();
  }

  /** Delivers what was held. */
  public void release(Webhooks.Order order) {
    shared.webhooks().release(order);
  }

  public StoredContact addContact(NewContact wanted) {
    People people = workspace.people();
    StoredContact added =
        people.add(wanted.id(), wanted.role(), wanted.profile(), wanted.youngFor());
    return switch (wanted.status()) {
      case ContactStatus.Active unused -> added;
      case ContactStatus.Archived archived ->
          people.change(added.id(), one -> one.withStatus(archived, workspace.now())).orElseThrow();
      case ContactStatus.MergedInto merged -> {
        if (workspace.merge(added.id(), merged.contactId()).isEmpty()) {
          throw unknown("contact", merged.contactId());
        }
        yield people.contact(added.id()).orElseThrow();
      }
    };
  }

  /** Adds an admin, with a new id when none is given. */
  public StoredAdmin addAdmin(@Nullable String id, String name, String email) {
    return workspace.people().addAdmin(id, name, email);
  }

  /** The messages that are stored, oldest first. */
  public List<StoredMessage> messages() {
    return workspace.correspondence().messages();
  }

  /** The conversations a message led to so far. */
  public List<StoredConversation> conversationsOf(String messageId) {
    return workspace.correspondence().startedBy(messageId);
  }

  public StoredConversation conversation(String id) {
    return workspace
        .correspondence()
        .conversation(id)
        .orElseThrow(() -> unknown("conversation", id));
  }

  /** The first recipient replies to a message, which opens the conversation if there is none. */
  public StoredConversation contactReplies(String messageId, String body) {
    return contactReplies(messageId, null, body);
  }

  /**
   * A recipient replies to a message, which opens the conversation if there is none.
   *
   * @param contactId null for the first recipient, or for the contact who wrote the message
   * @param body plain text
   */
  public StoredConversation contactReplies(
      String messageId, @Nullable String contactId, String body) {
    StoredMessage message =
        workspace
            .correspondence()
            .message(messageId)
            .orElseThrow(() -> unknown("message", messageId));
    String from = contactId == null ? correspondent(message) : contactId;
    boolean partOfIt = message.wentTo(from) || message.sender().id().equals(from);
    StoredContact contact =
        workspace
            .people()
            .surviving(from)
            .filter(found -> partOfIt)
            .orElseThrow(() -> unknown("recipient of message " + messageId + ",", from));
    StoredConversation conversation = workspace.correspondence().with(message, contact.id());
    return replied(conversation.id(), Author.of(contact), Markup.fromContact(body));
  }

  /** The contact of a conversation replies in it. */
  public StoredConversation contactRepliesIn(String conversationId, String body) {
    String contactId = conversation(conversationId).contactId();
    StoredContact contact =
        workspace.people().contact(contactId).orElseThrow(() -> unknown("contact", contactId));
    return replied(conversationId, Author.of(contact), Markup.fromContact(body));
  }

  /**
   * An admin replies in a conversation.
   *
   * @param adminId null for the first admin
   * @param body HTML or plain text
   */
  public StoredConversation adminRepliesIn(
      String conversationId, @Nullable String adminId, String body) {
    return replied(conversationId, Author.of(admin(adminId)), Markup.fromAdmin(body));
  }

  /**
   * An admin closes a conversation.
   *
   * @param adminId null for the first admin
   */
  public StoredConversation close(String conversationId, @Nullable String adminId) {
    return added(conversationId, "close", Author.of(admin(adminId)), null, State.CLOSED);
  }

  private StoredConversation replied(String conversationId, Author author, String html) {
    return added(conversationId, "comment", author, html, State.OPEN);
  }

  private StoredConversation added(
      String conversationId, String type, Author author, @Nullable String html, State state) {
    return workspace
        .correspondence()
        .addPart(conversationId, type, author, html, state)
        .orElseThrow(() -> unknown("conversation", conversationId));
  }

  private StoredAdmin admin(@Nullable String adminId) {
    return adminId == null
        ? workspace.people().admins().getFirst()
        : workspace.people().admin(adminId).orElseThrow(() -> unknown("admin", adminId));
  }

  private static String correspondent(StoredMessage message) {
    return message.recipients().isEmpty()
        ? message.sender().id()
        : message.recipients().getFirst().contactId();
  }

  private static NoSuchElementException unknown(String what, String id) {
    return new NoSuchElementException("No " + what + " " + id);
  }
}

package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_CONTACT_NOT_FOUND;
import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_INVALID_REQUEST;
import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_OUTCOME_UNKNOWN;

import dev.intercomconnector.contact.Admins;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.Contacts;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Feature;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.intercom.SentMessage;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import dev.intercomconnector.pacing.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message in steps, so that the caller can act between them. {@link #prepare} does what may
 * be repeated, {@link #permit} does all waiting, and {@link #deliver} makes the one request that
 * must not be repeated.
 */
public final class SendMessage {

  /** A contact that is older than this and that a send does not find is not a new one. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private final IntercomClient intercom;
  private final Admins admins;
  private final Contacts contacts;
  private final MessageRequest requests;
  private final boolean searchable;
  private final @Nullable PersonKey defaultAdmin;
  private final Endpoint contactEndpoint;
  private final InstantSource clock;

  /**
   * For one workspace.
   *
   * @param defaultAdmin sends where the designer names nobody
   * @param contactEndpoint for messages that a contact sends; both exist from 2.0 on
   */
  public SendMessage(
      IntercomClient intercom,
      @Nullable PersonKey defaultAdmin,
      Endpoint contactEndpoint,
      InstantSource clock) {
    this.intercom = intercom.forSends();
    this.admins = new Admins(this.intercom, clock);
    this.contacts = new Contacts(this.intercom);
    this.requests = new MessageRequest(intercom.connection());
    this.searchable = intercom.connection().version().supports(Feature.SEARCH);
    this.defaultAdmin = defaultAdmin;
    this.contactEndpoint = contactEndpoint;
    this.clock = clock;
  }

  /** Checks the message against the API version and looks up its people. Sends nothing. */
  public Outcome<PreparedMessage> prepare(Message message) {
    return VersionRules.check(message, contactEndpoint, intercom.connection().version())
        .then(
            checked ->
                switch (checked) {
                  case Message.FromAdmin fromAdmin -> prepareFromAdmin(fromAdmin);
                  case Message.FromContact fromContact -> prepareFromContact(fromContact);
                });
  }

  /**
   * Waits until the rate limit has room for one message.
   *
   * @param longest how long the calling thread may be blocked
   * @return {@link Failure.RateLimited} as soon as it is clear that this takes longer
   */
  public Outcome<Permit> permit(Duration longest) {
    return intercom.permit(longest);
  }

  /**
   * Sends the message, once.
   *
   * @param permit from {@link #permit}, for this message only
   * @return {@link Failure.OutcomeUnknown} when it is not known whether Intercom has the message
   */
  public Outcome<Sent> deliver(PreparedMessage prepared, Permit permit) {
    Outcome<SentMessage> sent =
        switch (prepared.endpoint()) {
          case MESSAGES -> intercom.createMessage(prepared.request(), permit);
          case CONVERSATIONS -> intercom.createConversation(prepared.request(), permit);
        };
    return sent.map(message -> new Sent(message, prepared.contactIds()))
        .orElse(failure -> Outcome.failed(explain(failure, prepared)));
  }

  /**
   * Whether {@link #lookFor} can ever find the message: whether it opens a conversation at once.
   */
  public boolean canBeLookedFor(PreparedMessage prepared) {
    return prepared.search() != null;
  }

  /**
   * Looks in Intercom for a message whose sending has no known outcome.
   *
   * @param from when it can have been created at the earliest, by Intercom's clock
   * @param to when at the latest
   * @return all that say the same to the same contact; that there is none proves nothing, since
   *     Intercom's search lags by seconds. A failure where it could not be looked for
   */
  public Outcome<List<Sent>> lookFor(PreparedMessage prepared, Instant from, Instant to) {
    SentMessageSearch search = prepared.search();
    return search == null
        ? Outcome.rejected(
            INTERCOM_OUTCOME_UNKNOWN,
            "The message opens no conversation by which it can be found.",
            "Look in Intercom whether the message is there.")
        : search.run(intercom, from, to);
  }

  private Outcome<PreparedMessage> prepareFromAdmin(Message.FromAdmin message) {
    PersonKey from = message.from() == null ? defaultAdmin : message.from();
    if (from == null) {
      return Outcome.rejected(
          INTERCOM_INVALID_REQUEST,
          "'from' is missing, and the workspace has no default admin.",
          "Name the admin who sends by id or e-mail, or configure a default admin.");
    }
    return admins
        .find(from)
        .then(
            adminId ->
                Recipients.of(message)
                    .found(this::find)
                    .map(recipients -> prepared(message, adminId, recipients)));
  }

  private PreparedMessage prepared(
      Message.FromAdmin message, String adminId, Recipients recipients) {
    List<String> contactIds = ids(recipients.all());
    return new PreparedMessage(
        Endpoint.MESSAGES,
        requests.fromAdmin(message, adminId, recipients),
        contactIds,
        searchable ? SentMessageSearch.of(message, adminId, contactIds) : null);
  }

  private Outcome<PreparedMessage> prepareFromContact(Message.FromContact message) {
    if (contactEndpoint == Endpoint.CONVERSATIONS && message.referer() != null) {
      return Outcome.rejected(
          INTERCOM_INVALID_REQUEST,
          "'referer' has no place in POST /conversations, by which this workspace sends.",
          "Leave it out, or let this workspace send contacts' messages by POST /messages.");
    }
    return sender(message.from())
        .map(
            from ->
                new PreparedMessage(
                    contactEndpoint,
                    requests.fromContact(message, from),
                    ids(List.of(from)),
                    searchable ? SentMessageSearch.of(message, from) : null));
  }

  private Outcome<List<ContactRef>> find(List<ContactRef> people) {
    return intercom.connection().version().isLegacy()
        ? Outcome.done(people)
        : contacts.findAll(people);
  }

  /** A visitor is named as a contact and cannot be looked up, so the name is not checked. */
  private Outcome<ContactRef> sender(ContactRef from) {
    boolean mayBeVisitor = from.type() == ContactRef.Type.CONTACT;
    if (intercom.connection().version().isLegacy()
        || mayBeVisitor && from.key() instanceof PersonKey.Id) {
      return Outcome.done(from);
    }
    return contacts
        .find(from)
        .orElse(
            failure ->
                failure instanceof Failure.ContactUnknown
                        && mayBeVisitor
                        && from.key() instanceof PersonKey.UserId
                    ? Outcome.done(from)
                    : Outcome.failed(failure));
  }

  private static List<String> ids(List<ContactRef> people) {
    return people.stream()
        .map(ContactRef::key)
        .filter(PersonKey.Id.class::isInstance)
        .map(PersonKey::value)
        .toList();
  }

  /** A contact that a send does not find may be new, but not if Intercom knows it for long. */
  private Failure explain(Failure failure, PreparedMessage prepared) {
    if (failure instanceof Failure.ContactUnknown
        && !prepared.contactIds().isEmpty()
        && searchable) {
      Instant limit = clock.instant().minus(YOUNG);
      if (contacts.areKnownAndOlderThan(limit, prepared.contactIds())) {
        return new Failure.Rejected(
            new Problem(
                INTERCOM_CONTACT_NOT_FOUND,
                "Intercom knows the contact but does not let it be written to: it is archived or"
                    + " blocked.",
                "Unarchive the contact in Intercom, or leave it out.",
                failure.problem().intercom()));
      }
    }
    return failure;
  }
}

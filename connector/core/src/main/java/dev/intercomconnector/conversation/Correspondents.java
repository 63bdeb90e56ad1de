package dev.intercomconnector.conversation;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.Contacts;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.Contact;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Decides whose conversation it is: a message to several contacts begins one with each. A contact
 * that was merged into another one has that one's id since. If Intercom no longer knows the
 * contact, every conversation of the message counts as theirs.
 */
public final class Correspondents {

  private final IntercomClient intercom;
  private final Contacts contacts;

  public Correspondents(IntercomClient intercom) {
    this.intercom = intercom;
    this.contacts = new Contacts(intercom);
  }

  /** Those of a message's conversations that are with the contact. Costs at most one look-up. */
  public Outcome<List<Conversation>> of(ContactRef contact, List<Conversation> ofMessage) {
    List<Conversation> plain = with(contact.key().value(), ofMessage);
    if (!plain.isEmpty() || ofMessage.isEmpty()) {
      return Outcome.done(plain);
    }
    return idToday(contact).map(id -> id.map(today -> with(today, ofMessage)).orElse(ofMessage));
  }

  private static List<Conversation> with(String contactId, List<Conversation> conversations) {
    return conversations.stream().filter(one -> one.contactIds().contains(contactId)).toList();
  }

  /** Empty where Intercom knows nobody by that name any more. */
  private Outcome<Optional<String>> idToday(ContactRef contact) {
    if (contact.key() instanceof PersonKey.Id id) {
      return intercom.contact(id.value()).map(known -> known.map(Contact::id));
    }
    return contacts
        .find(contact)
        .map(found -> Optional.of(found.key().value()))
        .orElse(
            failure ->
                failure instanceof Failure.ContactUnknown
                    ? Outcome.done(Optional.empty())
                    : Outcome.failed(failure));
  }
}

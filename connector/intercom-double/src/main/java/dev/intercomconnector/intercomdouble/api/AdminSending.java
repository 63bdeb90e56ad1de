package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.Correspondence;
import dev.intercomconnector.intercomdouble.workspace.Draft;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.People;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Recipient;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An admin's message. What the request says is checked before whom it names, so that a wrong
 * request to a contact who cannot be reached yet is told what is wrong with it.
 */
final class AdminSending {
  private final ApiCall call;
  private final People people;
  private final Correspondence correspondence;

  AdminSending(ApiCall call) {
    this.call = call;
    this.people = call.workspace().people();
    this.correspondence = call.workspace().correspondence();
  }

  ApiAnswer send(PersonReference from) {
    JsonNode request = call.body();
    MessageKind kind = MessageFields.kind(request);
    String body =
        switch (kind) {
          case WHATSAPP -> request.path("template").asText();
          case SMS -> MessageFields.smsBody(request);
          case INAPP, EMAIL -> MessageFields.body(request);
        };
    String subject = MessageFields.subject(request, kind);
    String template = MessageFields.template(request, kind, call.version());
    Long createdAt = MessageFields.createdAt(request);
    StoredAdmin admin = people.admin(from.id()).orElseThrow(ApiError::adminNotFound);
    List<Recipient> recipients = recipients(request, kind);
    StoredMessage message =
        correspondence.store(
            new Draft(
                kind, Author.of(admin), recipients, subject, body, template, createdAt, null));
    // The documented status of a WhatsApp message always names its conversation.
    if (kind == MessageKind.WHATSAPP
        || request.path("create_conversation_without_contact_reply").asBoolean()) {
      recipients.forEach(to -> correspondence.openUnanswered(message, to.contactId()));
    }
    return ApiAnswer.ok(MessageJson.byAdmin(message, admin)).storing(message.id());
  }

  private List<Recipient> recipients(JsonNode request, MessageKind kind) {
    if (!request.path("to").isContainerNode() || request.path("to").isEmpty()) {
      throw ApiError.invalid("to", "to is required");
    }
    List<Recipient> recipients = new ArrayList<>();
    for (Recipient.Line line : Recipient.Line.values()) {
      String field = line.word();
      JsonNode named = request.path(field);
      if (named.isArray()) {
        named.forEach(one -> recipients.add(recipient(line, one, kind)));
      } else if (named.isObject()) {
        recipients.add(recipient(line, named, kind));
      } else if (!named.isMissingNode() && !named.isNull()) {
        throw ApiError.invalid(field, field + " must be a recipient or a list of recipients");
      }
    }
    return List.copyOf(recipients);
  }

  private Recipient recipient(Recipient.Line line, JsonNode named, MessageKind kind) {
    String phone = Json.filled(named, "phone");
    StoredContact contact =
        kind == MessageKind.WHATSAPP && phone != null
            ? byPhone(phone, named)
            : byReference(line, named);
    if (contact.role() == Role.VISITOR || call.workspace().isTooYoung(contact)) {
      throw ApiError.userNotFound();
    }
    if (kind == MessageKind.EMAIL && contact.profile().unsubscribedFromEmails()) {
      throw ApiError.of(403, "action_forbidden", "This user is unsubscribed from emails");
    }
    return new Recipient(line, contact.id());
  }

  private StoredContact byReference(Recipient.Line line, JsonNode named) {
    PersonReference reference = PersonReference.read(line.word(), named);
    boolean known =
        call.version().isLegacy()
            ? List.of("user", "contact").contains(reference.type())
            : List.of("user", "lead").contains(reference.type());
    if (!known) {
      throw ApiError.invalid(line.word() + ".type", "A recipient is a user or a lead");
    }
    return reference.contact(call, line.word());
  }

  /** WhatsApp reaches people by number; one that nobody has yet becomes a lead. */
  private StoredContact byPhone(String phone, JsonNode named) {
    synchronized (people) {
      return people
          .contacts()
          .filter(contact -> contact.isActive() && phone.equals(contact.profile().phone()))
          .findFirst()
          .orElseGet(
              () ->
                  people.add(
                      null, Role.LEAD, ContactFields.over(Profile.empty(), named), Duration.ZERO));
    }
  }
}

package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_INVALID_REQUEST;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Feature;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that the pinned API version has all that a message needs. */
final class VersionRules {

  private VersionRules() {}

  /**
   * Checks a message.
   *
   * @param contactEndpoint by which a contact's message would go in
   */
  static Outcome<Message> check(Message message, Endpoint contactEndpoint, ApiVersion version) {
    Map<String, Feature> needs = needs(message, contactEndpoint);
    List<String> missing = new ArrayList<>();
    needs.forEach(
        (field, feature) -> {
          if (!version.supports(feature)) {
            missing.add(
                "'%s' needs version %s or newer".formatted(field, feature.since().header()));
          }
        });
    if (message instanceof Message.FromAdmin admin) {
      Optional<Outcome<Message>> refused =
          version.isLegacy() ? undecidedType(admin, version) : missingTemplate(admin);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return missing.isEmpty()
        ? Outcome.done(message)
        : Outcome.rejected(
            INTERCOM_INVALID_REQUEST,
            "This workspace is pinned to version %s of Intercom's API, where %s."
                .formatted(version, String.join(" and ", missing)),
            "Leave it out, or pin a newer version in the worker's configuration.");
  }

  /** 1.x calls a lead a contact, so that what means either would reach leads only. */
  private static Optional<Outcome<Message>> undecidedType(
      Message.FromAdmin message, ApiVersion version) {
    return Recipients.of(message).all().stream()
            .noneMatch(person -> person.type() == ContactRef.Type.CONTACT)
        ? Optional.empty()
        : Optional.of(
            Outcome.rejected(
                INTERCOM_INVALID_REQUEST,
                "A recipient is a user or a lead, but version %s of Intercom's API has to be told which."
                    .formatted(version),
                "Choose user or lead."));
  }

  private static Optional<Outcome<Message>> missingTemplate(Message.FromAdmin message) {
    return message.type() != MessageType.EMAIL || message.template() != null
        ? Optional.empty()
        : Optional.of(
            Outcome.rejected(
                INTERCOM_INVALID_REQUEST,
                "'template' is missing; an e-mail needs one: plain or personal.",
                "Correct the task's inputs."));
  }

  /** What not every version has, by the names that the designer or the operator gave it. */
  private static Map<String, Feature> needs(Message message, Endpoint contactEndpoint) {
    Map<String, Feature> needs = new LinkedHashMap<>();
    if (message instanceof Message.FromContact && contactEndpoint == Endpoint.CONVERSATIONS) {
      needs.put("contact-messages: conversations", Feature.CONTACT_CONVERSATIONS);
    }
    if (message instanceof Message.FromAdmin admin) {
      switch (admin.type()) {
        case WHATSAPP -> needs.put("messageType: whatsapp", Feature.WHATSAPP);
        case SMS -> needs.put("messageType: sms", Feature.SMS);
        case INAPP, EMAIL -> {}
      }
      if (admin.to().size() > 1) {
        needs.put("to: several recipients", Feature.RECIPIENT_LIST);
      }
      if (!admin.cc().isEmpty()) {
        needs.put("cc", Feature.CC_AND_BCC);
      }
      if (!admin.bcc().isEmpty()) {
        needs.put("bcc", Feature.CC_AND_BCC);
      }
      if (admin.createConversation()) {
        needs.put("createConversationWithoutContactReply", Feature.CONVERSATION_WITHOUT_REPLY);
      }
    }
    if (message.createdAt() != null) {
      needs.put("createdAt", Feature.CREATED_AT);
    }
    return needs;
  }
}

package dev.intercomconnector.message;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_INVALID_REQUEST;

import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Feature;
import dev.intercomconnector.intercom.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that the pinned API version has all that a message needs. */
final class VersionRules {

  private VersionRules() {}

  static Outcome<Message> check(Message message, ApiVersion version) {
    Map<String, Feature> needs = needs(message);
    List<String> missing = new ArrayList<>();
    needs.forEach(
        (field, feature) -> {
          if (!version.supports(feature)) {
            missing.add(
                "'%s' needs version %s or newer".formatted(field, feature.since().header()));
          }
        });
    return missing.isEmpty()
        ? Outcome.done(message)
        : Outcome.rejected(
            INTERCOM_INVALID_REQUEST,
            "This workspace is pinned to version %s of Intercom's API, where %s."
                .formatted(version, String.join(" and ", missing)),
            "Leave it out, or pin a newer version in the worker's configuration.");
  }

  /** The fields of the message that not every version has, as the designer knows them. */
  private static Map<String, Feature> needs(Message message) {
    Map<String, Feature> needs = new LinkedHashMap<>();
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

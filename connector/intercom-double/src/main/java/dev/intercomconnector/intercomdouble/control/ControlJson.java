package dev.intercomconnector.intercomdouble.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.webhook.WebhookAttempt;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.util.Locale;

/** What the control API answers with. */
final class ControlJson {
  private ControlJson() {}

  static ObjectNode entry(LedgerEntry entry) {
    ObjectNode shown =
        Json.object()
            .put("sequence", entry.sequence())
            .put("time", entry.time().toString())
            .put("method", entry.method())
            .put("path", entry.path())
            .put("query", entry.query());
    ObjectNode headers = shown.putObject("headers");
    entry.headers().forEach(headers::put);
    shown.put("authorization", entry.authorization());
    shown.set("body", entry.body());
    return shown
        .put("status", entry.status())
        .put("fault", entry.fault())
        .put("stored", entry.stored());
  }

  static ObjectNode message(StoredMessage message, SandboxControl control) {
    ObjectNode shown =
        Json.object()
            .put("id", message.id())
            .put("messageType", message.kind().word())
            .put("createdAt", message.createdAt())
            .put("subject", message.subject())
            .put("body", message.body())
            .put("template", message.template());
    shown
        .putObject("from")
        .put("type", message.sender().type())
        .put("id", message.sender().id())
        .put("name", message.sender().name())
        .put("email", message.sender().email());
    ArrayNode recipients = shown.putArray("recipients");
    message
        .recipients()
        .forEach(
            to -> recipients.addObject().put("line", to.line().word()).put("id", to.contactId()));
    ArrayNode conversations = shown.putArray("conversationIds");
    control.conversationsOf(message.id()).forEach(one -> conversations.add(one.id()));
    return shown;
  }

  static ObjectNode contact(StoredContact contact) {
    return Json.object()
        .put("id", contact.id())
        .put("role", contact.role().word())
        .put("email", contact.profile().email())
        .put("external_id", contact.profile().externalId())
        .put("name", contact.profile().name());
  }

  static ObjectNode conversation(StoredConversation conversation) {
    return Json.object()
        .put("conversationId", conversation.id())
        .put("messageId", conversation.source().id())
        .put("contactId", conversation.contactId())
        .put("state", conversation.state().word())
        .put("open", conversation.isOpen())
        .put("updatedAt", conversation.updatedAt())
        .put("parts", conversation.parts().size());
  }

  static ObjectNode behaviour(Behaviour behaviour) {
    return Json.object()
        .put("indexLag", behaviour.indexLag().toString())
        .put("contactIndexLag", behaviour.contactIndexLag().toString())
        .put("youngFor", behaviour.youngFor().toString())
        .put("rateLimit", behaviour.rateLimit())
        .put("rateWindow", behaviour.rateWindow().toString())
        .put("defaultVersion", behaviour.defaultVersion().header())
        .put("plan", behaviour.plan().name().toLowerCase(Locale.ROOT));
  }

  static ObjectNode webhook(SandboxControl control) {
    ObjectNode shown = Json.object().put("url", (String) null);
    control
        .subscription()
        .ifPresent(
            subscription ->
                shown
                    .put("url", subscription.url().toString())
                    .put("copies", subscription.copies())
                    .put("held", subscription.held())
                    .put("attempts", subscription.attempts())
                    .put("retryAfter", subscription.retryAfter().toString()));
    shown.put("notificationsHeld", control.heldNotifications());
    shown.set("deliveries", Json.array(control.deliveries(), ControlJson::delivery));
    return shown;
  }

  private static ObjectNode delivery(WebhookAttempt delivery) {
    return Json.object()
        .put("notification", delivery.notification())
        .put("topic", delivery.topic())
        .put("attempt", delivery.attempt())
        .put("status", delivery.status());
  }
}

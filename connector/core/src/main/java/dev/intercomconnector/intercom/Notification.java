package dev.intercomconnector.intercom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's notification. Notifications come in any order and may come more than once.
 *
 * @param id the same for each delivery of one notification; null where there is none
 * @param conversation as it was when Intercom wrote the notification, perhaps with its newest part;
 *     null where the notification is about something else
 */
public record Notification(@Nullable String id, @Nullable Conversation conversation) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a notification's body; empty where it is not one. */
  public static Optional<Notification> read(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      return Optional.empty();
    }
    JsonNode item = json.path("data").path("item");
    if (!item.isObject()) {
      return Optional.empty();
    }
    // The topic is ignored: Intercom does not document which topic a first reply has.
    boolean ofConversation =
        JsonFields.text(item, "type", item.has("source") ? "conversation" : "")
            .equals("conversation");
    return Optional.of(
        new Notification(
            JsonFields.text(json, "id"), ofConversation ? Conversation.read(item) : null));
  }
}

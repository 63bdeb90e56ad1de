package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.Part;

/** One part of a conversation, and any author, as the API shows them. */
final class PartJson {
  private PartJson() {}

  static ObjectNode of(Part part, BodyFormat format) {
    ObjectNode shown =
        Json.object()
            .put("type", "conversation_part")
            .put("id", part.id())
            .put("part_type", part.type())
            .put("body", format.show(part.body()))
            .put("created_at", part.createdAt())
            .put("updated_at", part.createdAt())
            .put("notified_at", part.createdAt())
            .putNull("assigned_to");
    shown.set("author", author(part.author()));
    shown.putArray("attachments");
    shown
        .putNull("external_id")
        .put("redacted", false)
        .putNull("email_message_metadata")
        .put("state", part.state().word());
    shown.putArray("tags");
    return shown.putNull("event_details").putNull("app_package_code");
  }

  static ObjectNode author(Author author) {
    return Json.object()
        .put("type", author.type())
        .put("id", author.id())
        .put("name", author.name())
        .put("email", author.email());
  }
}

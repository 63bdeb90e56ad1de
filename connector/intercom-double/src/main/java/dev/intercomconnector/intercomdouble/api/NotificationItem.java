package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Part;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.util.List;

/** A conversation as a webhook tells of it: with its newest part only. */
public final class NotificationItem {
  private NotificationItem() {}

  /**
   * The item.
   *
   * @param version the app's; from 2.15, subject and bodies are plain text
   */
  public static ObjectNode of(
      Workspace workspace, ServedVersion version, StoredConversation conversation) {
    BodyFormat format =
        version.isAtLeast(ServedVersion.V2_15) ? BodyFormat.PLAINTEXT : BodyFormat.HTML;
    List<Part> parts = conversation.parts();
    List<Part> newest = parts.isEmpty() ? List.of() : List.of(parts.getLast());
    ObjectNode item = new ConversationJson(workspace, version, format).item(conversation);
    ObjectNode list = item.putObject("conversation_parts").put("type", "conversation_part.list");
    list.set("conversation_parts", Json.array(newest, part -> PartJson.of(part, format)));
    list.put("total_count", newest.size());
    return item;
  }
}

package dev.intercomconnector.worker.publish;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.task.ConversationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a conversation, as any state of it seen later still shows.
 *
 * @param messageId of the Intercom message that the conversation began with
 * @param id the same for whoever sees it: made of the workspace, the message, the conversation, the
 *     event and its time, all of which notifications and search results carry
 * @param since when it happened, or at the latest had happened
 */
record Occurrence(ConversationEvent event, String messageId, String id, Instant since) {

  /** What has happened to a conversation so far; nothing to one that no message began. */
  static List<Occurrence> of(String workspace, Conversation conversation) {
    String messageId = conversation.messageId();
    Instant created = known(conversation.createdAt());
    Instant replied = conversation.repliedAt();
    List<Occurrence> all = new ArrayList<>();
    if (messageId == null) {
      return all;
    }
    String id = workspace + "/" + messageId + "/" + conversation.id() + "/";
    Instant spoken = replied == null ? created : replied;
    all.add(new Occurrence(ConversationEvent.OPENED, messageId, id + "opened", spoken));
    if (replied != null) {
      all.add(
          new Occurrence(
              ConversationEvent.REPLIED,
              messageId,
              id + "replied/" + replied.getEpochSecond(),
              replied));
    }
    if (conversation.isClosed()) {
      Instant changed = conversation.updatedAt();
      all.add(
          new Occurrence(
              ConversationEvent.CLOSED,
              messageId,
              id + "closed/" + spoken.getEpochSecond(),
              changed == null ? spoken : changed));
    }
    return all;
  }

  private static Instant known(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }
}

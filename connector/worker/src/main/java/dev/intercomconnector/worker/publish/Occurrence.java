package dev.intercomconnector.worker.publish;

import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Conversation.Part;
import dev.intercomconnector.task.ContactWrote;
import dev.intercomconnector.task.ConversationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a conversation, as any state of it seen later still shows.
 *
 * @param message the name of the engine's message that says so
 * @param correlationKey the id of the Intercom message that the conversation began with, or of the
 *     contact where the message is for whoever waits for this contact
 * @param id the same for whoever reads the conversation: made of the workspace, the message, the
 *     conversation, the event and its time
 * @param since when it happened, or at the latest had happened; exact where the parts are shown
 */
record Occurrence(String message, String correlationKey, String id, Instant since) {

  private static final String OPENED = ConversationEvent.OPENED.messageName();
  private static final String CLOSING = "close";

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
    if (conversation.begunByContact()) {
      all.add(new Occurrence(ContactWrote.BEGINS_A_PROCESS, messageId, id + "wrote", created));
      for (String contactId : conversation.contactIds()) {
        all.add(
            new Occurrence(
                ContactWrote.REACHES_A_PROCESS, contactId, id + "wrote/" + contactId, created));
      }
    }
    all.add(new Occurrence(OPENED, messageId, id + "opened", opened(conversation, created)));
    if (replied != null) {
      all.add(
          new Occurrence(
              ConversationEvent.REPLIED.messageName(),
              messageId,
              id + "replied/" + replied.getEpochSecond(),
              replied));
    }
    if (conversation.isClosed()) {
      Instant closed =
          times(conversation, part -> part.partType().equals(CLOSING))
              .reduce((one, next) -> next)
              .orElse(null);
      Instant spoken = replied == null ? created : replied;
      Instant changed = conversation.updatedAt();
      all.add(
          new Occurrence(
              ConversationEvent.CLOSED.messageName(),
              messageId,
              id + "closed/" + (closed == null ? spoken : closed).getEpochSecond(),
              closed != null ? closed : changed == null ? spoken : changed));
    }
    return all;
  }

  /**
   * An admin's message becomes a conversation with the first reply. The conversation's time of
   * creation may be that of the message, long before.
   */
  private static Instant opened(Conversation conversation, Instant created) {
    Instant replied = conversation.repliedAt();
    if (conversation.begunByContact() || replied == null) {
      return created;
    }
    return times(conversation, Part::isReply).findFirst().orElse(replied);
  }

  /** When parts of a kind were made, the first one first. */
  private static Stream<Instant> times(Conversation conversation, Predicate<Part> kind) {
    return conversation.parts().stream()
        .filter(kind)
        .flatMap(part -> Stream.ofNullable(part.createdAt()));
  }

  /** Whether it tells of the first message of a contact. */
  boolean isFirstMessage() {
    return message.equals(ContactWrote.BEGINS_A_PROCESS)
        || message.equals(ContactWrote.REACHES_A_PROCESS);
  }

  /** Whether it can happen to a conversation again, with the same id. */
  boolean canComeAgain() {
    return !message.equals(OPENED) && !isFirstMessage();
  }

  private static Instant known(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }
}

package dev.intercomconnector.task;

import dev.intercomconnector.intercom.Conversation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the task {@code intercom-find-conversation} answers. Times are ISO-8601 in UTC, which FEEL's
 * {@code date and time()} reads.
 *
 * @param found whether the conversation is as it was waited for; with false, the rest tells what
 *     there is, if anything
 * @param repliedAt the last time a contact wrote after the first message
 * @param lastReply what the contact wrote or sent last, if anything
 * @param parts the whole conversation; null unless it was asked for
 * @param url the conversation in Intercom's inbox; null where the workspace's id is not known
 */
public record FindConversationResult(
    boolean found,
    @Nullable String conversationId,
    @Nullable String state,
    boolean open,
    boolean read,
    List<String> contactIds,
    @Nullable String adminAssigneeId,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    @Nullable String repliedAt,
    @Nullable Words lastReply,
    @Nullable List<Words> parts,
    @Nullable String url) {

  /**
   * Something that was said or sent.
   *
   * @param body plain text unless HTML was asked for; null for a part without words
   * @param attachments its files, each with name, type and url
   */
  public record Words(
      String type,
      Author author,
      @Nullable String body,
      @Nullable String createdAt,
      List<Conversation.Attachment> attachments) {

    static Words of(Conversation.Part part) {
      return new Words(
          part.partType(),
          new Author(part.authorType(), part.authorId(), part.authorName()),
          part.body(),
          iso(part.createdAt()),
          part.attachments());
    }
  }

  /**
   * Who said it.
   *
   * @param type {@code user}, {@code lead}, {@code admin}, {@code bot} and so on
   */
  public record Author(String type, @Nullable String id, @Nullable String name) {}

  /** The result where there is no conversation. */
  public static FindConversationResult nothing() {
    return new FindConversationResult(
        false, null, null, false, false, List.of(), null, null, null, null, null, null, null);
  }

  /**
   * The result that tells of a conversation.
   *
   * @param withParts whether the designer asked for them
   */
  public static FindConversationResult of(
      Conversation conversation, boolean found, boolean withParts, @Nullable String url) {
    Conversation.Part reply = conversation.lastReply();
    return new FindConversationResult(
        found,
        conversation.id(),
        conversation.state(),
        conversation.open(),
        conversation.read(),
        conversation.contactIds(),
        conversation.adminAssigneeId(),
        iso(conversation.createdAt()),
        iso(conversation.updatedAt()),
        iso(conversation.repliedAt()),
        reply == null ? null : Words.of(reply),
        withParts ? conversation.parts().stream().map(Words::of).toList() : null,
        url);
  }

  private static @Nullable String iso(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}

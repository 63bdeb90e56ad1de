package dev.intercomconnector.intercomdouble.workspace;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When things happened in a conversation, in epoch seconds; null for what never did.
 *
 * @param reopens how often a closed conversation was opened again
 */
public record Statistics(
    @Nullable Long firstContactReplyAt,
    @Nullable Long lastContactReplyAt,
    @Nullable Long firstAdminReplyAt,
    @Nullable Long lastAdminReplyAt,
    @Nullable Long firstCloseAt,
    @Nullable Long lastCloseAt,
    @Nullable String lastClosedById,
    int reopens,
    int parts) {

  /** Counted from the parts; a contact's opening message counts as that contact's first reply. */
  public static Statistics of(StoredConversation conversation) {
    List<Part> parts = conversation.parts();
    Long opening = conversation.startedByContact() ? conversation.source().createdAt() : null;
    Part reply = last(parts, Part::isContactReply);
    Part closing = last(parts, Statistics::isClose);
    return new Statistics(
        opening != null ? opening : at(first(parts, Part::isContactReply)),
        reply != null ? Long.valueOf(reply.createdAt()) : opening,
        at(first(parts, Part::isAdminReply)),
        at(last(parts, Part::isAdminReply)),
        at(first(parts, Statistics::isClose)),
        at(closing),
        closing == null ? null : closing.author().id(),
        reopens(parts),
        parts.size());
  }

  private static boolean isClose(Part part) {
    return part.type().equals("close");
  }

  private static int reopens(List<Part> parts) {
    int reopens = 0;
    boolean closed = false;
    for (Part part : parts) {
      reopens += closed && part.state() == State.OPEN ? 1 : 0;
      closed = part.state() == State.CLOSED;
    }
    return reopens;
  }

  private static @Nullable Long at(@Nullable Part part) {
    return part == null ? null : part.createdAt();
  }

  private static @Nullable Part first(List<Part> parts, Predicate<Part> wanted) {
    for (Part part : parts) {
      if (wanted.test(part)) {
        return part;
      }
    }
    return null;
  }

  private static @Nullable Part last(List<Part> parts, Predicate<Part> wanted) {
    return first(parts.reversed(), wanted);
  }
}

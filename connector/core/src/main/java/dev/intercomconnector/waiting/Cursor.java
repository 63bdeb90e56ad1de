package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to which moment all changes have been read, by Intercom's clock. Ours may be wrong, so only
 * the times of conversations and of Intercom's answers count.
 *
 * <p>Reading begins again some way before that moment: Intercom's search shows a change 5 to 10
 * seconds late (its SDKs' own tests wait that long), so what it did not show yet is read the next
 * time.
 */
final class Cursor {

  static final Duration OVERLAP = Duration.ofSeconds(30);

  private @Nullable Instant readUpTo;
  private @Nullable Instant newest;

  /** Notes how new the conversations get. */
  void saw(Conversation conversation) {
    Instant updatedAt = conversation.updatedAt();
    if (updatedAt != null && (newest == null || updatedAt.isAfter(newest))) {
      newest = updatedAt;
    }
  }

  boolean isKnown() {
    return readUpTo != null;
  }

  /** Begins at that moment, if nothing is known yet. */
  void beginAt(@Nullable Instant moment) {
    if (readUpTo == null) {
      readUpTo = moment;
    }
  }

  /** The newest change seen so far. */
  @Nullable Instant newest() {
    return newest;
  }

  /** Where to read from, {@link #OVERLAP} included; from the beginning while nothing is known. */
  Instant from() {
    return readUpTo == null ? Instant.EPOCH : readUpTo.minus(OVERLAP);
  }

  /**
   * All changes have been read. What changed while the pages were read may have moved between them,
   * so the cursor never passes the moment when the reading began. Nor does it pass the newest
   * change: while the workspace is quiet, it waits for the next one, however late that is shown.
   *
   * @param begun when the reading began, by Intercom's clock; null where that is not known
   * @return true
   */
  boolean allRead(@Nullable Instant begun) {
    if (begun != null && newest != null) {
      moveTo(newest.isBefore(begun) ? newest : begun);
    }
    return true;
  }

  /**
   * Every wait has been asked for by its id, so older changes concern none.
   *
   * @param begun when that began, by Intercom's clock; null where that is not known
   * @return true
   */
  boolean allWaitsServed(@Nullable Instant begun) {
    if (begun != null) {
      moveTo(begun);
    }
    return true;
  }

  private void moveTo(Instant moment) {
    if (readUpTo == null || moment.isAfter(readUpTo)) {
      readUpTo = moment;
    }
  }
}

package dev.intercomconnector.waiting;

import dev.intercomconnector.intercom.Conversation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment up to which all changes have been read. It is counted by the times of conversations
 * and of Intercom's answers only, since our clock may be wrong.
 *
 * <p>Each reading begins some time before that moment. Intercom's search shows a change 5 to 10
 * seconds late (the tests of its SDKs wait that long), and the next reading finds such a change.
 */
final class Cursor {

  static final Duration OVERLAP = Duration.ofSeconds(30);

  private @Nullable Instant readUpTo;
  private @Nullable Instant newest;

  /** Notes the time of a change. */
  void saw(Conversation conversation) {
    Instant updatedAt = conversation.updatedAt();
    if (updatedAt != null && (newest == null || updatedAt.isAfter(newest))) {
      newest = updatedAt;
    }
  }

  boolean isKnown() {
    return readUpTo != null;
  }

  /** Sets the moment, if none is known yet. */
  void beginAt(@Nullable Instant moment) {
    if (readUpTo == null) {
      readUpTo = moment;
    }
  }

  /** The newest change seen so far. */
  @Nullable Instant newest() {
    return newest;
  }

  /** Where to read from: the moment less the {@link #OVERLAP}, or the epoch while none is known. */
  Instant from() {
    return readUpTo == null ? Instant.EPOCH : readUpTo.minus(OVERLAP);
  }

  /**
   * All changes have been read. A conversation that changed during the reading may have moved to
   * another page, so the cursor never passes the moment when the reading began. It never passes the
   * newest change either: while the workspace is quiet, the next change may be shown late.
   *
   * @param begun when the reading began, by Intercom's clock; null where that is not known
   */
  void allRead(@Nullable Instant begun) {
    if (begun != null && newest != null) {
      moveTo(newest.isBefore(begun) ? newest : begun);
    }
  }

  /**
   * Every wait has been looked up by its id, so no older change matters to one.
   *
   * @param begun when that began, by Intercom's clock; null where that is not known
   */
  void allWaitsServed(@Nullable Instant begun) {
    if (begun != null) {
      moveTo(begun);
    }
  }

  private void moveTo(Instant moment) {
    if (readUpTo == null || moment.isAfter(readUpTo)) {
      readUpTo = moment;
    }
  }
}

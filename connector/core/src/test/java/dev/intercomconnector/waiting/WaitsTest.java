package dev.intercomconnector.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.WaitUntil;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsTest {

  private static final Instant SOON = Instant.EPOCH.plusSeconds(60);
  private static final Instant LATER = Instant.EPOCH.plusSeconds(120);

  private final Waits<Someone> waits = new Waits<>();

  private record Someone(long key, ConversationCriteria criteria, Instant deadline)
      implements Wait {}

  private Someone added(long key, String messageId, Instant deadline) {
    var criteria = new ConversationCriteria(messageId, null, WaitUntil.REPLIED, null);
    var someone = new Someone(key, criteria, deadline);
    waits.add(someone);
    return someone;
  }

  @Test
  void aWaitIsFoundByItsMessageUntilItIsRemoved() {
    Someone one = added(1, "9", SOON);
    Someone other = added(2, "9", LATER);
    assertThat(waits.ofMessage("9")).containsExactly(one, other);

    assertThat(waits.remove(one)).isTrue();

    assertThat(waits.ofMessage("9")).containsExactly(other);
    assertThat(waits.remove(one)).as("it ends once").isFalse();
    assertThat(waits.size()).isEqualTo(1);
  }

  @Test
  void aWaitOfTheSameKeyTakesThePlaceOfTheOneBefore() {
    Someone before = added(1, "9", SOON);
    Someone now = added(1, "10", LATER);

    assertThat(waits.isRegistered(before)).isFalse();
    assertThat(waits.ofMessage("9")).isEmpty();
    assertThat(waits.ofMessage("10")).containsExactly(now);
    assertThat(waits.remove(before)).isFalse();
    assertThat(waits.takeFresh(10)).containsExactly(now);
  }

  @Test
  void firstLooksComeInTheOrderOfTheWaits() {
    Someone first = added(1, "9", SOON);
    Someone second = added(2, "10", SOON);
    Someone third = added(3, "11", SOON);

    var taken = waits.takeFresh(2);
    waits.giveBackFresh(taken);

    assertThat(taken).containsExactly(first, second);
    assertThat(waits.takeFresh(10)).containsExactly(first, second, third);
    assertThat(waits.hasFresh()).isFalse();
  }

  @Test
  void whoIsRecognisedByAContactIsNoLongerLookedAfterInTurn() {
    Someone one = added(1, "9", SOON);
    Someone other = added(2, "10", SOON);
    waits.lookAfterInTurn(one);
    waits.lookAfterInTurn(other);
    assertThat(waits.nextInTurn(1)).containsExactly(one);
    assertThat(waits.nextInTurn(1)).containsExactly(other);

    waits.foundContact(one, "66f1");

    assertThat(waits.ofContact("66f1")).containsExactly(one);
    assertThat(waits.contactOf(one)).contains("66f1");
    assertThat(waits.nextInTurn(10)).containsExactly(other);
  }

  @Test
  void theNextDeadlineIsTheEarliest() {
    assertThat(waits.nextDeadline()).isNull();
    added(1, "9", LATER);
    added(2, "10", SOON);

    assertThat(waits.nextDeadline()).isEqualTo(SOON);
  }

  @Test
  void nobodyIsLeftAfterAllWereTaken() {
    Someone one = added(1, "9", LATER);

    assertThat(waits.drain()).containsExactly(one);

    assertThat(waits.isEmpty()).isTrue();
    assertThat(waits.hasFresh()).isFalse();
    assertThat(waits.ofMessage("9")).isEmpty();
  }
}

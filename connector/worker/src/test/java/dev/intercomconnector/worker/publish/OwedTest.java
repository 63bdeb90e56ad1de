package dev.intercomconnector.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercom.Conversation;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Publishing publishing = new Publishing();
  private final Owed owed = new Owed(10);

  @AfterEach
  void stop() {
    publishing.close();
  }

  private Conversation replied(String id) {
    publishing.intercom.reply(id, "yes");
    return Publishing.conversation(publishing.intercom.shown(id));
  }

  private void putAll(int count) {
    try {
      for (int i = 0; i < count; i++) {
        owed.put(publishing.workspace, replied("c" + i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFloodWaitsForRoomAndNothingOfItIsLost() throws InterruptedException {
    Thread reading = Thread.ofVirtual().start(() -> putAll(1_000));
    await().atMost(PATIENCE).until(() -> owed.size() == 10);
    assertThat(reading.isAlive()).isTrue();
    assertThat(owed.offer(publishing.workspace, replied("hint"))).isFalse();

    Set<String> paid = new HashSet<>();
    while (paid.size() < 1_000) {
      Owed.Debt debt = owed.take();
      assertThat(owed.size()).isLessThanOrEqualTo(10);
      paid.add(debt.key());
      owed.paid(debt);
    }

    assertThat(owed.size()).isZero();
  }

  @Test
  void whatChangesWhileItIsPublishedComesAgainWithItsNewestState() throws InterruptedException {
    owed.offer(publishing.workspace, replied("c"));
    Owed.Debt first = owed.take();
    publishing.time.advance(Duration.ofSeconds(5));
    Conversation newer = replied("c");
    owed.offer(publishing.workspace, newer);
    owed.offer(publishing.workspace, first.seen());
    owed.paid(first);

    Owed.Debt again = owed.take();

    assertThat(again.seen()).isEqualTo(newer);
    assertThat(owed.oldest("default")).contains(Publishing.NOW);
    owed.paid(again);
    assertThat(owed.size()).isZero();
    assertThat(owed.oldest("default")).isEmpty();
  }
}

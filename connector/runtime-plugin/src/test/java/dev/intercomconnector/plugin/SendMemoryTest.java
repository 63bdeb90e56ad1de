package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.plugin.SendMemory.Standing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendMemoryTest {

  private final SendMemory memory = new SendMemory();

  @Test
  void oneOfTwoDeliveriesThatSawTheSameSends() {
    assertThat(memory.begin(7, null)).isTrue();
    assertThat(memory.begin(7, null)).isFalse();
    assertThat(memory.begin(8, null)).isTrue();
  }

  @Test
  void whatIsKnownNotToBeSentMayBeSent() {
    memory.begin(7, null);

    memory.end(7, null);

    assertThat(memory.begin(7, null)).isTrue();
  }

  @Test
  void aDoubtMustBeKnownToWhoSendsInSpiteOfIt() {
    memory.begin(7, null);
    Standing doubt = new Standing.InDoubt("attempt-1");
    memory.end(7, doubt);

    assertThat(memory.begin(7, null)).isFalse();
    assertThat(memory.begin(7, doubt)).isTrue();
  }

  @Test
  void remembersTheResult() {
    Standing sent = new Standing.Sent(Map.of("messageId", "1"));

    memory.end(7, sent);

    assertThat(memory.recall(7)).isEqualTo(sent);
  }
}

package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoteTest {

  private static final Note WAITING = new Note.Waiting(Instant.parse("2026-03-01T09:00:00.250Z"));
  private static final Note IN_DOUBT = new Note.InDoubt("attempt-1");

  /** As the runtime leaves it. */
  private static ObjectNode error(String message) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.putObject("error").put("type", "SomeException").put("message", message);
    return variables;
  }

  @Test
  void comesBackOutOfTheMessageThatItEnds() {
    assertThat(Note.read(error("Waiting." + WAITING.text(7)), 7)).isEqualTo(WAITING);
    assertThat(Note.read(error("Lost." + IN_DOUBT.text(7)), 7)).isEqualTo(IN_DOUBT);
  }

  @Test
  void ofAnotherElementInstanceIsIgnored() {
    assertThat(Note.read(error("Waiting." + WAITING.text(8)), 7)).isNull();
  }

  @Test
  void aJobErrorOfTheDesignersOwnThatPassesTheMessageOnKeepsIt() {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.put("error", "Own words: Lost." + IN_DOUBT.text(7));

    assertThat(Note.read(variables, 7)).isEqualTo(IN_DOUBT);
  }

  @Test
  void nothingIsReadOutOfOtherErrors() {
    assertThat(Note.read(error("[element instance 7 waits until tomorrow]"), 7)).isNull();
    assertThat(Note.read(error(""), 7)).isNull();
    assertThat(Note.read(JsonNodeFactory.instance.objectNode(), 7)).isNull();
  }
}

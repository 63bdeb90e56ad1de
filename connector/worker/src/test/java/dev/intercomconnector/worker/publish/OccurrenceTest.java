package dev.intercomconnector.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.Conversation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccurrenceTest {

  private static final Instant CREATED = Instant.ofEpochSecond(1_700_000_000);
  private static final Instant REPLIED = CREATED.plusSeconds(60);
  private static final Instant UPDATED = CREATED.plusSeconds(90);
  private static final Conversation.Part WORDS =
      new Conversation.Part("comment", "user", "u1", "Uma", "<p>Yes</p>", REPLIED, List.of());

  private static Conversation conversation(
      boolean byContact, String state, @Nullable Instant repliedAt, Conversation.Part... parts) {
    return new Conversation(
        "500",
        "19",
        byContact,
        state,
        state.equals("open"),
        true,
        List.of("u1"),
        null,
        CREATED,
        UPDATED,
        repliedAt,
        List.of(parts));
  }

  private static List<String> events(Conversation conversation) {
    return Occurrence.of("default", conversation).stream().map(Occurrence::message).toList();
  }

  @Test
  void aSearchWhichShowsNoWordsSeesTheSameAsANotificationThatDoes() {
    assertThat(Occurrence.of("default", conversation(false, "open", REPLIED)))
        .isEqualTo(Occurrence.of("default", conversation(false, "open", REPLIED, WORDS)))
        .extracting(Occurrence::id)
        .containsExactly("default/19/500/opened", "default/19/500/replied/1700000060");
  }

  @Test
  void anotherReplyIsAnotherOccurrenceButTheConversationBeganOnce() {
    List<Occurrence> first = Occurrence.of("default", conversation(false, "open", REPLIED));
    List<Occurrence> second =
        Occurrence.of("default", conversation(false, "open", REPLIED.plusSeconds(1)));

    assertThat(second.get(0).id()).isEqualTo(first.get(0).id());
    assertThat(second.get(1).id()).isNotEqualTo(first.get(1).id());
  }

  @Test
  void workspacesDoNotShareTheirOccurrences() {
    Conversation conversation = conversation(false, "open", REPLIED);

    assertThat(Occurrence.of("europe", conversation))
        .doesNotContainAnyElementsOf(Occurrence.of("default", conversation));
  }

  @Test
  void aConversationThatNobodyAnsweredIsNotClosedAlthoughIntercomSaysSo() {
    assertThat(events(conversation(false, "closed", null)))
        .containsExactly("intercom-conversation-opened");
    assertThat(events(conversation(false, "closed", REPLIED)))
        .containsExactly(
            "intercom-conversation-opened",
            "intercom-conversation-replied",
            "intercom-conversation-closed");
    assertThat(events(conversation(true, "closed", null)))
        .containsExactly(
            "intercom-contact-wrote",
            "intercom-this-contact-wrote",
            "intercom-conversation-opened",
            "intercom-conversation-closed");
  }

  @Test
  void whatNoMessageBeganCannotBeWaitedFor() {
    Conversation call =
        new Conversation(
            "500", null, true, "open", true, true, List.of(), null, CREATED, UPDATED, REPLIED,
            List.of());

    assertThat(Occurrence.of("default", call)).isEmpty();
  }
}

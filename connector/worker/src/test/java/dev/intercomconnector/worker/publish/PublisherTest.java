package dev.intercomconnector.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublisherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Publishing publishing = new Publishing();

  @AfterEach
  void stop() {
    publishing.close();
  }

  private void with(Map<String, String> settings) {
    publishing.close();
    publishing = new Publishing(settings);
  }

  private void awaitReplies(int count) {
    await().atMost(PATIENCE).until(() -> publishing.replies().size() >= count);
    await().atMost(PATIENCE).until(() -> publishing.owed() == 0);
    assertThat(publishing.replies()).hasSize(count);
    assertThat(new HashSet<>(publishing.replies())).hasSize(count);
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"UNANSWERED", "TURNED_AWAY", "NOT_ALLOWED"})
  void whatIsOwedIsKeptUntilTheEngineHasIt(Effect away) {
    publishing.engine(away);
    publishing.intercom.replies("c", 24);
    publishing.oweAll();
    await().atMost(PATIENCE).until(() -> publishing.tries.get() > 1_000);
    assertThat(publishing.owed()).isEqualTo(24);

    publishing.engine(Effect.TAKEN);

    awaitReplies(24);
  }

  @Test
  void twoRepliesInOneConversationComeInTheirOrder() {
    publishing.engine(Effect.UNANSWERED);
    publishing.intercom.reply("c", "first");
    publishing.hint("c");
    await().atMost(PATIENCE).until(() -> publishing.tries.get() > 3);
    publishing.engine(Effect.TAKEN);
    await().atMost(PATIENCE).until(() -> publishing.owed() == 0);
    publishing.time.advance(Duration.ofSeconds(2));
    publishing.intercom.reply("c", "second");
    publishing.hint("c");
    publishing.hint("c");

    await().atMost(PATIENCE).until(() -> publishing.replies().size() == 2);
    await().atMost(PATIENCE).until(() -> publishing.owed() == 0);
    assertThat(publishing.taken)
        .extracting(MessageCommands.Message::name)
        .containsExactly(
            "intercom-conversation-opened",
            "intercom-conversation-replied",
            "intercom-conversation-replied");
    assertThat(publishing.taken.get(1).variables().toString()).contains("first");
    assertThat(publishing.taken.get(2).variables().toString()).contains("second");
  }

  @Test
  void whatHappenedBeforeTheCursorIsNotPublishedAgain() {
    publishing.intercom.reply("old", "yes");
    publishing.time.advance(Duration.ofHours(2));
    publishing.publisher.publishedTo(publishing.workspace, publishing.time.instant());
    publishing.hint("old");
    publishing.intercom.reply("new", "yes");
    publishing.hint("new");

    awaitReplies(1);
    assertThat(publishing.replies()).containsExactly("mnew");
  }

  @Test
  void aReplyLongAgoThatTheCursorHasNotPassedIsPublishedAndLivesAsLongAsAnother() {
    publishing.publisher.publishedTo(publishing.workspace, publishing.time.instant());
    publishing.intercom.reply("c", "yes");
    publishing.time.advance(Duration.ofDays(3));
    publishing.oweAll();

    awaitReplies(1);
    assertThat(publishing.taken)
        .allMatch(message -> message.timeToLive().equals(Duration.ofHours(1)));
  }

  @Test
  void aConversationThatCannotBeReadHoldsUpNoOther() {
    publishing.intercom.reply("broken", "yes");
    publishing.intercom.cannotBeRead("broken");
    publishing.intercom.reply("whole", "yes");
    publishing.oweAll();
    await().atMost(PATIENCE).until(() -> publishing.replies().equals(List.of("mwhole")));
    assertThat(publishing.owed()).isEqualTo(1);

    publishing.time.advance(Duration.ofMinutes(2));

    awaitReplies(2);
    assertThat(publishing.taken.getLast().variables()).containsEntry("lastReply", null);
  }

  @Test
  void wordsThatAreTooLongAreLeftOut() {
    publishing.engine(
        message -> message.variables().get("lastReply") == null ? Effect.TAKEN : Effect.REFUSED);
    publishing.intercom.reply("c", "word ".repeat(100));
    publishing.hint("c");

    awaitReplies(1);
    assertThat(publishing.meters.find("intercom.messages.dropped").counter()).isNull();
  }

  @Test
  void whatTheEngineRefusesForEverIsCountedAndHoldsUpNothing() {
    publishing.engine(
        message -> message.correlationKey().equals("mbad") ? Effect.REFUSED : Effect.TAKEN);
    publishing.intercom.reply("bad", "yes");
    publishing.intercom.reply("good", "yes");
    publishing.oweAll();

    awaitReplies(1);
    assertThat(
            publishing
                .meters
                .get("intercom.messages.dropped")
                .tag("message", "intercom-conversation-replied")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void everyTenantOfTheWorkspaceGetsTheMessage() {
    with(Map.of("intercom.tenants.acme", "default", "intercom.tenants.globex", "default"));
    publishing.intercom.reply("c", "yes");
    publishing.hint("c");

    await().atMost(PATIENCE).until(() -> publishing.replies().size() == 2);
    assertThat(publishing.taken)
        .filteredOn(message -> message.name().endsWith("replied"))
        .extracting(MessageCommands.Message::tenant)
        .containsExactlyInAnyOrder("acme", "globex");
  }

  @Test
  void aTenantThatHasItsMessageIsNotTroubledByOneThatIsNotReached() {
    with(Map.of("intercom.tenants.acme", "default", "intercom.tenants.globex", "default"));
    publishing.engine(
        message -> "globex".equals(message.tenant()) ? Effect.UNANSWERED : Effect.TAKEN);
    publishing.intercom.reply("c", "yes");
    publishing.hint("c");
    await().atMost(PATIENCE).until(() -> publishing.tries.get() > 50);
    publishing.engine(Effect.TAKEN);

    await().atMost(PATIENCE).until(() -> publishing.owed() == 0);
    assertThat(publishing.taken.stream().map(MessageCommands.Message::tenant).distinct())
        .containsExactlyInAnyOrder("acme", "globex");
  }

  @Test
  void aContactWhoBeginsAConversationBeginsAProcessWithWhatWasWritten() {
    with(Map.of("intercom.messages.contact-initiated", "true"));
    publishing.intercom.begin("c", "Where is my parcel?");
    publishing.hint("c");
    publishing.hint("c");
    publishing.oweAll();

    await().atMost(PATIENCE).until(() -> publishing.taken.size() == 3);
    await().atMost(PATIENCE).until(() -> publishing.owed() == 0);
    assertThat(publishing.taken)
        .extracting(MessageCommands.Message::name, MessageCommands.Message::correlationKey)
        .containsExactly(
            tuple("intercom-contact-wrote", "mc"),
            tuple("intercom-this-contact-wrote", "u"),
            tuple("intercom-conversation-opened", "mc"));
    assertThat(publishing.taken.getFirst().variables())
        .containsEntry("messageId", "mc")
        .containsEntry("conversationId", "c")
        .containsEntry("body", "Where is my parcel?")
        .containsEntry("subject", null)
        .containsEntry("createdAt", "2026-03-01T12:00:00Z")
        .hasEntrySatisfying(
            "writer",
            writer ->
                assertThat(writer)
                    .isEqualTo(
                        Map.of("type", "user", "id", "u", "name", "Uma", "email", "uma@x.org")));
  }

  @Test
  void aLaterReplyInAContactsConversationBeginsNoProcess() {
    with(Map.of("intercom.messages.contact-initiated", "true"));
    publishing.intercom.begin("c", "Where is my parcel?");
    publishing.time.advance(Duration.ofHours(2));
    publishing.intercom.reply("c", "Anybody?");
    publishing.hint("c");

    awaitReplies(1);
    assertThat(publishing.taken)
        .extracting(MessageCommands.Message::name)
        .containsExactly("intercom-conversation-replied");
  }

  @Test
  void anAdminsOwnSendBeginsNoProcess() {
    with(Map.of("intercom.messages.contact-initiated", "true"));
    publishing.intercom.reply("c", "yes");
    publishing.hint("c");

    awaitReplies(1);
    assertThat(publishing.taken)
        .extracting(MessageCommands.Message::name)
        .doesNotContain("intercom-contact-wrote", "intercom-this-contact-wrote");
  }

  @Test
  void offMeansOff() {
    with(Map.of("intercom.messages.publish", "false"));
    publishing.intercom.reply("c", "yes");

    publishing.hint("c");

    assertThat(publishing.meters.find("intercom.messages.owed").gauge()).isNull();
    assertThat(publishing.tries).hasValue(0);
  }
}

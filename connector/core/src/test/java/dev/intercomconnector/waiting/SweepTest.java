package dev.intercomconnector.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG_AGO = Duration.ofMinutes(-10);
  private static final int MORE_THAN_ONE_CALL_ASKS_FOR = 400;

  private Waiting waiting;

  @BeforeEach
  void start() throws IOException {
    waiting = new Waiting();
  }

  @AfterEach
  void stop() {
    waiting.close();
  }

  @Test
  void aReplyFromBeforeTheWaitIsFoundByTheFirstLook() {
    String message = waiting.message();
    waiting.intercom().contactReplies(message, "Hi");
    waiting.clock.advance(Duration.ofHours(1));
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    var someone = waiting.waitFor(WaitUntil.REPLIED, message);

    waiting.sweep.round();

    assertThat(waiting.answered).containsExactly(someone);
    assertThat(waiting.waits.isRegistered(someone)).isFalse();
  }

  @Test
  void aReplyThatSearchDoesNotShowYetIsFoundByALaterRound() {
    String message = waiting.message();
    waiting.lag(Duration.ofSeconds(8));
    waiting.intercom().contactReplies(message, "Hi");
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.sweep.round();
    assertThat(waiting.answered).isEmpty();

    waiting.roundAfter(Duration.ofSeconds(10));

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void whatSearchShowsLateIsReadAlthoughNewerChangesWereReadBefore() {
    String message = waiting.message();
    String unrelated = waiting.message();
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.settle();
    waiting.lag(Duration.ofSeconds(8));
    waiting.intercom().contactReplies(message, "Hi");
    waiting.clock.advance(Duration.ofSeconds(5));
    waiting.lag(Duration.ZERO);
    waiting.intercom().contactReplies(unrelated, "I am newer");
    waiting.roundAfter(SECOND);
    assertThat(waiting.answered).isEmpty();

    waiting.roundAfter(Duration.ofSeconds(4));

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void whatSearchShowsMuchTooLateIsFoundByTheRotation() {
    String message = waiting.message();
    String busy = waiting.message();
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.settle();
    waiting.lag(Duration.ofSeconds(60));
    waiting.intercom().contactReplies(message, "Hi");
    waiting.lag(Duration.ZERO);

    // Three batches, one every 30 seconds, each passed at least once after the 60 seconds.
    for (int i = 0; i < 24; i++) {
      waiting.intercom().contactReplies(busy, "again");
      waiting.roundAfter(Duration.ofSeconds(10));
    }

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void aConversationSeenToExistIsStillSeenToBeRepliedToAndClosed() {
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    String message = waiting.message(true, Seed.USER);
    var exists = waiting.waitFor(WaitUntil.EXISTS, message);
    var replied = waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.settle();
    assertThat(waiting.answered).containsExactly(exists);

    // Within one second, so that the conversation's time of change does not tell it.
    waiting.clock.advance(SECOND);
    String conversation = waiting.intercom().conversationsOf(message).getFirst().id();
    waiting.intercom().adminRepliesIn(conversation, Seed.ADA, "Are you there?");
    waiting.sweep.round();
    assertThat(waiting.answered).containsExactly(exists);
    waiting.intercom().contactReplies(message, "Yes");
    waiting.sweep.round();
    assertThat(waiting.answered).containsExactly(exists, replied);

    var closed = waiting.waitFor(WaitUntil.CLOSED, message);
    waiting.sweep.round();
    waiting.intercom().close(conversation, Seed.ADA);
    waiting.sweep.round();
    assertThat(waiting.answered).containsExactly(exists, replied, closed);
  }

  @Test
  void aWaitThatBeginsLaterIsAnsweredByAStateThatWasSeenBefore() {
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    String message = waiting.message();
    waiting.settle();
    waiting.intercom().contactReplies(message, "Hi");
    waiting.sweep.round();

    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.sweep.round();

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void aDeadlineEndsTheWaitWithWhatThereIs() {
    String message = waiting.message(true, Seed.USER);
    waiting.waitFor(WaitUntil.REPLIED, message, null, Duration.ofSeconds(10));
    waiting.waitFor(WaitUntil.EXISTS, "4711", null, Duration.ofSeconds(10));
    waiting.sweep.round();

    Duration pause = waiting.roundAfter(Duration.ofSeconds(7));
    assertThat(waiting.over).isEmpty();
    assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(3));
    waiting.roundAfter(Duration.ofSeconds(3));

    assertThat(waiting.over).hasSize(2);
    assertThat(waiting.seenInTheEnd)
        .satisfiesExactlyInAnyOrder(
            seen -> assertThat(seen).isNull(), seen -> assertThat(seen).isNotNull());
    assertThat(waiting.answered).isEmpty();
    assertThat(waiting.waits.isEmpty()).isTrue();
  }

  @Test
  void theLastLookFindsWhatNoRoundHasShown() {
    String message = waiting.message();
    String busy = waiting.message();
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    waiting.settle();
    waiting.waitFor(WaitUntil.REPLIED, message, null, Duration.ofSeconds(70));
    waiting.sweep.round();
    waiting.lag(Duration.ofSeconds(65));
    waiting.intercom().contactReplies(message, "Hi");
    waiting.lag(Duration.ZERO);
    for (int i = 0; i < 60; i++) {
      waiting.intercom().contactReplies(busy, "again");
      waiting.roundAfter(SECOND);
    }
    assertThat(waiting.answered).isEmpty();

    waiting.roundAfter(Duration.ofSeconds(10));

    assertThat(waiting.answered).hasSize(1);
    assertThat(waiting.over).isEmpty();
  }

  @Test
  void aContactWhoWasMergedIsStillFoundByTheMessage() {
    String message = waiting.message();
    var before =
        waiting
            .intercom()
            .addContact(
                NewContact.lead("uma@old.example")
                    .withStatus(new ContactStatus.MergedInto(Seed.USER)));
    waiting.waitFor(WaitUntil.REPLIED, message, before.id(), Duration.ofDays(1));
    waiting.sweep.round();
    assertThat(waiting.answered).isEmpty();

    waiting.intercom().contactReplies(message, "It is still me");
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void ofAMessageToSeveralOnlyTheReplyOfTheOneWaitedForCounts() {
    String other = waiting.intercom().addContact(NewContact.user("otto@example.com")).id();
    String message = waiting.message(false, Seed.USER, other);
    waiting.waitFor(WaitUntil.REPLIED, message, Seed.USER, Duration.ofDays(1));
    waiting.sweep.round();

    waiting.intercom().contactReplies(message, other, "I am somebody else");
    waiting.roundAfter(SECOND);
    assertThat(waiting.answered).isEmpty();
    // What was found not to be theirs is not asked about in every round.
    assertThat(waiting.callsOf(() -> waiting.roundAfter(SECOND))).isEqualTo(1);
    waiting.intercom().contactReplies(message, Seed.USER, "Me");
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).hasSize(1);
    assertThat(waiting.answers.getFirst().contactIds()).containsExactly(Seed.USER);
  }

  @Test
  void aConversationThatSomeoneElseOpensMeanwhileIsNotTaken() {
    String message = waiting.message();
    String another = waiting.message();
    waiting.waitFor(WaitUntil.EXISTS, message);
    waiting.waitFor(WaitUntil.EXISTS, message, Seed.USER, Duration.ofDays(1));
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    waiting.settle();

    waiting.intercom().contactReplies(another, "About something else");
    waiting.roundAfter(SECOND);
    assertThat(waiting.answered).isEmpty();
    waiting.intercom().contactReplies(message, "About this");
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).hasSize(2);
    assertThat(waiting.answers).extracting(Conversation::messageId).containsOnly(message);
  }

  @Test
  void withoutAMessageTheContactsOpenConversationIsWaitedFor() {
    String message = waiting.message();
    waiting.waitFor(WaitUntil.REPLIED, null, Seed.USER, Duration.ofDays(1));
    String otto = waiting.intercom().addContact(NewContact.user("otto@example.com")).id();
    waiting.waitFor(WaitUntil.REPLIED, null, otto, Duration.ofDays(1));
    waiting.sweep.round();

    waiting.intercom().contactReplies(message, "Hi");
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).hasSize(1);
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    waiting.settle();
    waiting.intercom().contactReplies(waiting.message(false, otto), "Hi");
    waiting.roundAfter(SECOND);
    assertThat(waiting.answered).hasSize(2);
  }

  @Test
  void aDeletedConversationIsWaitedForUntilTheDeadline() {
    String message = waiting.message(true, Seed.USER);
    waiting.waitFor(WaitUntil.REPLIED, message, null, Duration.ofSeconds(10));
    waiting.sweep.round();
    waiting.delete(waiting.intercom().conversationsOf(message).getFirst().id());

    waiting.roundAfter(Duration.ofSeconds(5));
    assertThat(waiting.over).isEmpty();
    waiting.roundAfter(Duration.ofSeconds(5));

    assertThat(waiting.over).hasSize(1);
    assertThat(waiting.seenInTheEnd.getFirst()).isNull();
  }

  private int callsOfTwentyRoundsWith(int waits) throws IOException {
    try (var own = new Waiting()) {
      own.manyWaitInVain(waits);
      own.settle();
      String busy = own.message();
      return own.callsOf(
          () -> {
            for (int i = 0; i < 20; i++) {
              own.intercom().contactReplies(busy, "again");
              own.roundAfter(Duration.ofSeconds(15));
            }
          });
    }
  }

  @Test
  void aThousandWaitsCostAsManyCallsAsTen() throws IOException {
    int rotation = 10;

    assertThat(callsOfTwentyRoundsWith(10)).isBetween(20, 20 + rotation);
    assertThat(callsOfTwentyRoundsWith(1_000)).isBetween(20, 20 + rotation);
    assertThat(callsOfTwentyRoundsWith(5_000)).isBetween(20, 20 + rotation);
  }

  @Test
  void theFirstLooksOfManyWaitsAreBatchedAndSpread() {
    waiting.manyWaitInVain(4_000);

    assertThat(waiting.callsOf(() -> waiting.sweep.round())).isBetween(10, 12);
    assertThat(waiting.callsOf(() -> waiting.roundAfter(SECOND))).isBetween(10, 12);
    assertThat(waiting.callsOf(() -> waiting.roundAfter(SECOND))).isBetween(7, 9);
    assertThat(waiting.callsOf(() -> waiting.roundAfter(SECOND))).isLessThanOrEqualTo(2);
  }

  @Test
  void whenChangesAreManyTheWaitsAreAskedForByTheirIds() {
    String message = waiting.message();
    waiting.manyWaitInVain(MORE_THAN_ONE_CALL_ASKS_FOR);
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.settle();
    waiting.intercom().contactReplies(message, "Hi");
    waiting.clock.advance(SECOND);
    for (int i = 0; i < 600; i++) {
      waiting.message(true, Seed.USER);
    }

    // Three pages of changes, then three batches; the four pages and more are never read.
    assertThat(waiting.callsOf(() -> waiting.roundAfter(SECOND))).isBetween(6, 7);
    assertThat(waiting.answered).hasSize(1);
    assertThat(waiting.callsOf(() -> waiting.roundAfter(SECOND))).isBetween(3, 4);
  }

  @Test
  void withoutWaitsNothingIsAsked() {
    assertThat(waiting.sweep.isIdle()).isTrue();

    assertThat(waiting.callsOf(() -> waiting.roundAfter(Duration.ofHours(1)))).isZero();
  }

  @Test
  void aConversationThatAnAdminBeganIsNotClosedBeforeTheContactWrote() {
    String message = waiting.message(true, Seed.USER);
    var someone = waiting.waitFor(WaitUntil.CLOSED, message);

    waiting.sweep.round();
    assertThat(waiting.answered).isEmpty();
    var conversation = waiting.intercom().contactReplies(message, "Hi");
    waiting.roundAfter(SECOND);
    assertThat(waiting.answered).isEmpty();
    waiting.intercom().close(conversation.id(), null);
    waiting.roundAfter(Duration.ofSeconds(15));

    assertThat(waiting.answered).containsExactly(someone);
  }

  @Test
  void whatKeepsItFromReadingIsSaid() {
    waiting.waitFor(WaitUntil.REPLIED, waiting.message());
    waiting
        .intercom()
        .addFault(
            FaultRule.times(
                9, "POST", "/conversations/search", FaultEffect.Answer.status(401, When.BEFORE)));

    waiting.sweep.round();

    assertThat(waiting.sweep.trouble()).startsWith("INTERCOM_UNAUTHORIZED: ");
    waiting.intercom().clearFaults();
    waiting.roundAfter(SECOND);
    assertThat(waiting.sweep.trouble()).isNull();
  }

  @Test
  void whileIntercomFailsTheWaitsStayAndThePausesGrow() {
    String message = waiting.message();
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.sweep.round();
    waiting
        .intercom()
        .addFault(
            FaultRule.times(
                9, "POST", "/conversations/search", FaultEffect.Answer.status(503, When.BEFORE)));
    waiting.intercom().contactReplies(message, "Hi");

    Duration first = waiting.roundAfter(SECOND);
    Duration second = waiting.roundAfter(SECOND);
    waiting.roundAfter(SECOND);
    assertThat(second).isGreaterThan(first);
    assertThat(waiting.answered).isEmpty();
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void aWaitWhoseLastLookCannotBeHadEndsAMinuteLater() {
    waiting.waitFor(WaitUntil.REPLIED, waiting.message(), null, Duration.ofSeconds(10));
    waiting.sweep.round();
    waiting
        .intercom()
        .addFault(
            FaultRule.times(
                1000,
                "POST",
                "/conversations/search",
                FaultEffect.Answer.status(503, When.BEFORE)));

    waiting.roundAfter(Duration.ofSeconds(15));
    assertThat(waiting.over).isEmpty();
    waiting.roundAfter(Duration.ofSeconds(60));

    assertThat(waiting.over).hasSize(1);
  }

  @Test
  void aWaitThatComesBackLongAfterItsDeadlineOutlastsAFaultOfIntercom() {
    String message = waiting.message();
    waiting.intercom().contactReplies(message, "Hi, while nobody looked");
    var late = waiting.waitFor(WaitUntil.REPLIED, message, null, LONG_AGO);
    waiting
        .intercom()
        .addFault(
            FaultRule.times(
                3, "POST", "/conversations/search", FaultEffect.Answer.status(503, When.BEFORE)));

    waiting.sweep.round();
    assertThat(waiting.over).isEmpty();
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).containsExactly(late);
    assertThat(waiting.over).isEmpty();
  }

  @Test
  void ofManyWaitsThatComeBackLongAfterTheirDeadlineEachIsLookedAt() {
    String message = waiting.message();
    waiting.intercom().contactReplies(message, "Hi, while nobody looked");
    waiting.clock.advance(Duration.ofHours(1));
    int moreThanOneRoundLooksAt = 1_700;
    for (int i = 0; i < moreThanOneRoundLooksAt; i++) {
      waiting.waitFor(WaitUntil.REPLIED, "in-vain-" + i, null, LONG_AGO);
    }
    var last = waiting.waitFor(WaitUntil.REPLIED, message, null, LONG_AGO);

    waiting.sweep.round();
    waiting.roundAfter(SECOND);

    assertThat(waiting.answered).containsExactly(last);
    assertThat(waiting.over).hasSize(moreThanOneRoundLooksAt).doesNotContain(last);
  }

  @Test
  void aRateLimitIsWaitedForAndNoWaitIsLost() {
    String message = waiting.message();
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.intercom().contactReplies(message, "Hi");
    waiting
        .intercom()
        .addFault(FaultRule.once("POST", "/conversations/search", new FaultEffect.RateLimited()));

    waiting.sweep.round();
    assertThat(waiting.answered).isEmpty();
    waiting.roundAfter(Duration.ofSeconds(10));

    assertThat(waiting.answered).hasSize(1);
  }

  @Test
  void aListThatIntercomFindsTooLongIsAskedForInShorterOnes() {
    String message = waiting.message();
    waiting.manyWaitInVain(40);
    waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.intercom().contactReplies(message, "Hi");
    waiting
        .intercom()
        .addFault(
            FaultRule.once(
                "POST", "/conversations/search", FaultEffect.Answer.status(400, When.BEFORE)));
    int before = waiting.calls().size();

    waiting.sweep.round();

    assertThat(waiting.answered).hasSize(1);
    assertThat(waiting.refused).isEmpty();
    assertThat(waiting.calls().stream().skip(before + 1))
        .allSatisfy(
            call ->
                assertThat(Objects.requireNonNull(call.body()).at("/query/value").size())
                    .isLessThanOrEqualTo(15));
  }

  @Test
  void aQuestionThatIntercomRefusesEndsOnlyTheWaitThatAskedIt() {
    String message = waiting.message();
    var bad = waiting.waitFor(WaitUntil.REPLIED, "bad");
    var good = waiting.waitFor(WaitUntil.REPLIED, message);
    waiting.intercom().contactReplies(message, "Hi");
    waiting
        .intercom()
        .addFault(
            FaultRule.times(
                2, "POST", "/conversations/search", FaultEffect.Answer.status(400, When.BEFORE)));

    waiting.sweep.round();

    assertThat(waiting.refused).containsExactly(bad);
    assertThat(waiting.answered).containsExactly(good);
  }

  @Test
  void aWaitThatIsRegisteredAgainTakesThePlaceOfTheFirst() {
    String message = waiting.message();
    var first = waiting.waitFor(WaitUntil.REPLIED, message);
    var again = new Waiting.Someone(first.key(), first.criteria(), first.deadline());
    waiting.waits.add(again);
    waiting.intercom().contactReplies(message, "Hi");

    waiting.sweep.round();

    assertThat(waiting.answered).hasSize(1);
    assertThat(waiting.answered.getFirst()).isSameAs(again);
  }
}

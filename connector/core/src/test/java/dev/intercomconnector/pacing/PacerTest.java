package dev.intercomconnector.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one pacer makes of the headers, by a clock that stands still unless it is moved. */
class PacerTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long RESET = 5_000;
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final List<Priority> waits = new ArrayList<>();
  private final TestTime time = new TestTime(NOW);
  private final Pacer pacer =
      new Pacer(0.2, time, time, new Random(1), (priority, wait) -> waits.add(priority));

  private Permit granted(Priority priority) {
    Permit permit = pacer.queue(priority);
    assertThat(permit.untilGranted()).isZero();
    permit.use();
    return permit;
  }

  private Duration wait(Priority priority) {
    Permit permit = pacer.queue(priority);
    Duration wait = permit.untilGranted();
    permit.withdraw();
    return wait;
  }

  /** A call that goes at once and whose answer has these headers. */
  private void answered(int limit, int remaining, long reset, Duration untilReset) {
    granted(Priority.SEND).learn(new RateLimit(limit, remaining, reset, untilReset));
  }

  /** A window of which nobody but us has used anything. */
  private void alone(int limit, int remaining) {
    for (int i = 1; i < limit - remaining; i++) {
      granted(Priority.SEND);
    }
    answered(limit, remaining, RESET, WINDOW);
  }

  /** How many calls one after the other may go within the time. */
  private int callsWithin(Duration within, Priority priority) {
    Instant end = time.instant().plus(within);
    int calls = 0;
    while (true) {
      Permit permit = pacer.queue(priority);
      for (Duration wait = permit.untilGranted(); wait.isPositive(); wait = permit.untilGranted()) {
        time.advance(wait);
        if (!time.instant().isBefore(end)) {
          permit.withdraw();
          return calls;
        }
      }
      permit.use();
      calls++;
    }
  }

  @Test
  void withoutHeadersEveryCallMayGoAtOnce() {
    for (int i = 0; i < 1_000; i++) {
      granted(Priority.READ);
    }

    assertThat(pacer.limit()).isNaN();
    assertThat(pacer.remaining()).isNaN();
  }

  @Test
  void callsAreSpreadOverTheWindowInsteadOfRunningIntoTheWall() {
    answered(100, 99, RESET, WINDOW);

    assertThat(callsWithin(Duration.ofSeconds(1), Priority.SEND)).isBetween(9, 13);
    assertThat(callsWithin(Duration.ofSeconds(9), Priority.SEND)).isBetween(80, 90);
  }

  @Test
  void nobodySpendsMoreThanWhatIsLeft() {
    alone(100, 20);

    assertThat(callsWithin(WINDOW, Priority.SEND)).isLessThanOrEqualTo(20);
  }

  @Test
  void theNextWindowBeginsByTheClockEvenIfNoAnswerToldOfIt() {
    alone(100, 1);
    granted(Priority.SEND);
    assertThat(wait(Priority.SEND)).isBetween(WINDOW, WINDOW.plusSeconds(1));

    time.advance(WINDOW.plusSeconds(1));

    assertThat(wait(Priority.SEND)).isZero();
    assertThat(pacer.remaining()).isEqualTo(100);
  }

  @Test
  void anAnswerThatComesLateSaysNothingOfTheNewWindow() {
    answered(100, 90, RESET, WINDOW);
    Permit slow = pacer.queue(Priority.READ);
    time.advance(Duration.ofMillis(500));
    assertThat(slow.untilGranted()).isZero();
    slow.use();
    time.advance(WINDOW);
    answered(100, 99, RESET + 10, Duration.ofMillis(9_500));

    slow.learn(new RateLimit(100, 0, RESET, Duration.ZERO));

    assertThat(pacer.remaining()).isEqualTo(99);
  }

  @Test
  void aLimitThatShrinksIsFollowedAtOnce() {
    answered(1_667, 1_600, RESET, WINDOW);
    time.advance(Duration.ofSeconds(1));

    answered(167, 9, RESET, Duration.ofSeconds(9));

    assertThat(pacer.limit()).isEqualTo(167);
    assertThat(callsWithin(Duration.ofSeconds(9), Priority.SEND)).isLessThanOrEqualTo(9);
  }

  @Test
  void aResetInThePastStopsNothing() {
    answered(100, 0, RESET, Duration.ZERO);
    time.advance(Duration.ofSeconds(1));

    assertThat(wait(Priority.SEND)).isZero();
  }

  @Test
  void theLengthOfTheWindowIsLearnedFromTheResets() {
    answered(100, 99, RESET, Duration.ofSeconds(2));
    time.advance(Duration.ofSeconds(3));
    answered(100, 99, RESET + 2, Duration.ofSeconds(1));
    time.advance(Duration.ofSeconds(2));

    // Nothing told of this window; with one of ten seconds, the pace would be ten a second.
    assertThat(callsWithin(Duration.ofSeconds(1), Priority.SEND)).isBetween(45, 105);
  }

  @Test
  void theEarliestOfTheResetsCountsSinceTheirSecondsAreWhole() {
    alone(100, 50);
    time.advance(Duration.ofMillis(900));

    answered(100, 49, RESET, Duration.ofSeconds(9));
    time.advance(Duration.ofMillis(200));
    answered(100, 48, RESET, Duration.ofSeconds(9));

    assertThat(pacer.untilReset().toMillis()).isCloseTo(8_800, within(1L));
  }

  @Test
  void readsLeaveWhatSendsWouldNeedUntilTheReset() {
    alone(100, 19);
    time.advance(Duration.ofMillis(500));

    assertThat(wait(Priority.SEND)).isZero();
    assertThat(wait(Priority.READ)).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void whatSendsDidNotTakeBecomesFreeForReads() {
    alone(100, 20);
    time.advance(Duration.ofSeconds(6));

    assertThat(wait(Priority.READ)).isZero();
  }

  @Test
  void aSendDoesNotStandBehindReads() {
    answered(100, 99, RESET, WINDOW);
    time.advance(Duration.ofMillis(500));
    for (int i = 0; i < 50; i++) {
      pacer.queue(Priority.READ);
    }

    assertThat(wait(Priority.READ)).isGreaterThan(Duration.ofSeconds(4));
    assertThat(wait(Priority.SEND)).isZero();
  }

  @Test
  void whoStandsFurtherBackWaitsLonger() {
    answered(100, 99, RESET, WINDOW);
    Permit first = pacer.queue(Priority.SEND);
    Permit second = pacer.queue(Priority.SEND);

    assertThat(second.untilGranted()).isGreaterThan(first.untilGranted());
    first.withdraw();
    assertThat(second.untilGranted()).isLessThan(Duration.ofMillis(250));
  }

  @Test
  void anotherWorkersCallsMakeOursSlower() {
    answered(1_000, 999, RESET, WINDOW);
    time.advance(Duration.ofSeconds(1));
    answered(1_000, 700, RESET, Duration.ofSeconds(9));

    // Alone, it would be 700 in 9 seconds.
    assertThat(callsWithin(Duration.ofSeconds(1), Priority.READ)).isLessThan(35);
  }

  @Test
  void aRefusalKeepsAllCallsBackUntilTheReset() {
    answered(1_000, 900, RESET, WINDOW);
    time.advance(Duration.ofSeconds(1));

    pacer.pause(Duration.ofSeconds(7));

    assertThat(wait(Priority.SEND)).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    assertThat(wait(Priority.READ)).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    assertThat(pacer.untilReset()).isEqualTo(Duration.ofSeconds(9));
    time.advance(Duration.ofSeconds(8));
    assertThat(wait(Priority.SEND)).isZero();
  }

  @Test
  void aRefusalThatNamesNoTimeKeepsCallsBackForAWindow() {
    pacer.pause(null);

    assertThat(wait(Priority.SEND)).isEqualTo(WINDOW);
    assertThat(pacer.untilReset()).isEqualTo(WINDOW);
  }

  @Test
  void aRefusalWhoseResetIsOverStillMakesAPause() {
    pacer.pause(Duration.ZERO);

    assertThat(wait(Priority.SEND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoCannotGoInTimeIsToldSoAtOnce() {
    pacer.pause(Duration.ofHours(1));
    Permit permit = pacer.queue(Priority.SEND);

    assertThat(permit.await(Duration.ofMinutes(30))).isFalse();

    assertThat(waits).containsExactly(Priority.SEND);
  }

  @Test
  void whoCanGoInTimeWaitsByTheTimeThatIsGiven() {
    pacer.pause(Duration.ofMinutes(5));

    assertThat(pacer.queue(Priority.SEND).await(Duration.ofMinutes(30))).isTrue();

    assertThat(time.instant()).isAfterOrEqualTo(NOW.plus(Duration.ofMinutes(5)));
    assertThat(waits).containsExactly(Priority.SEND);
  }

  @Test
  void anInterruptedThreadLeavesTheQueue() {
    pacer.pause(Duration.ofSeconds(5));
    Permit permit = pacer.queue(Priority.SEND);
    Thread.currentThread().interrupt();

    assertThat(permit.await(Duration.ofMinutes(1))).isFalse();

    assertThat(Thread.interrupted()).isTrue();
    time.advance(Duration.ofSeconds(6));
    granted(Priority.SEND);
  }

  @Test
  void aClockThatIsSetBackMakesNobodyWaitForIt() {
    answered(100, 0, RESET, WINDOW);
    pacer.pause(WINDOW);

    time.advance(Duration.ofHours(-1));

    assertThat(wait(Priority.SEND)).isZero();
  }

  @Test
  void aPermitIsForOneCallOnly() {
    Permit permit = granted(Priority.SEND);

    assertThatThrownBy(permit::use).hasMessage("A permit is for one call only");
  }

  @Test
  void aShareThatLeavesNothingToReadsIsRefused() {
    assertThatThrownBy(() -> new Pacer(1, time, time, new Random(1), (priority, wait) -> {}))
        .hasMessage("the share for sends is 1.0, but it must be at least 0 and less than 1");
  }

  @Test
  void aWindowIsNeverTakenToBeLongerThanAMinute() {
    Permit first = granted(Priority.SEND);
    Permit second = granted(Priority.SEND);
    first.learn(new RateLimit(100, 99, RESET, WINDOW));
    second.learn(new RateLimit(100, 98, RESET + 1_000_000_000_000L, WINDOW));

    pacer.pause(null);

    assertThat(pacer.untilReset()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void howeverLittleTheHeadersAllowOneCallAMinuteAsksAgain() {
    answered(1, 0, RESET, WINDOW);
    Permit read = pacer.queue(Priority.READ);
    assertThat(read.untilGranted()).isPositive();

    time.advance(Duration.ofMinutes(1));

    assertThat(read.untilGranted()).isZero();
    assertThat(wait(Priority.READ)).isPositive();
  }
}

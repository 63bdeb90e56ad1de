package dev.intercomconnector.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFeedTest {

  private final SearchedIntercom intercom = new SearchedIntercom();
  private final List<String> told = new ArrayList<>();
  private final ChangeFeed feed = feedFrom(SearchedIntercom.NOW);

  private ChangeFeed feedFrom(Instant from) {
    return new ChangeFeed(intercom.client(), intercom.time::instant, from);
  }

  private Outcome<Boolean> read() {
    return read(feed);
  }

  private Outcome<Boolean> read(ChangeFeed from) {
    return from.read(conversation -> told.add(conversation.id()));
  }

  private void readFor(Duration time) {
    Instant until = intercom.time.instant().plus(time);
    while (intercom.time.instant().isBefore(until)) {
      intercom.time.advance(Duration.ofSeconds(15));
      read();
    }
  }

  private static boolean failed(Outcome<Boolean> outcome) {
    return outcome instanceof Outcome.Failed<Boolean>;
  }

  @Test
  void tellsEachStateOfAConversationOnce() {
    intercom.change("1");
    read();
    read();
    intercom.time.advance(Duration.ofSeconds(3));
    intercom.change("1");
    read();
    read();

    assertThat(told).containsExactly("1", "1");
  }

  @Test
  void tellsNothingFromBeforeItsBeginning() {
    intercom.change("old");
    intercom.time.advance(Duration.ofHours(1));
    ChangeFeed later = feedFrom(intercom.time.instant());
    intercom.change("new");

    read(later);

    assertThat(told).containsExactly("new");
  }

  @Test
  void tellsAChangeThatTheSearchShowsAfterANewerOne() {
    intercom.change("late", Duration.ofSeconds(10));
    intercom.time.advance(Duration.ofSeconds(2));
    intercom.change("newer");
    read();
    intercom.time.advance(Duration.ofSeconds(8));
    read();

    assertThat(told).containsExactly("newer", "late");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 290})
  void tellsAChangeThatTheSearchShowsMinutesLate(int lag) {
    intercom.change("late", Duration.ofSeconds(lag));
    for (int i = 0; i < 40; i++) {
      intercom.time.advance(Duration.ofSeconds(15));
      intercom.change("other");
      read();
    }

    assertThat(told).containsOnlyOnce("late");
  }

  @Test
  void isCertainOnlyOfWhatNoLagCanHide() {
    intercom.change("1");
    readFor(Duration.ofMinutes(20));

    assertThat(feed.certainTo())
        .isBetween(
            intercom.time.instant().minus(Duration.ofMinutes(8)),
            intercom.time.instant().minus(ChangeFeed.LATEST));
  }

  @Test
  void goesOnAfterAnOutageWhereItWasCertain() {
    readFor(Duration.ofMinutes(10));
    intercom.fault(cursor -> new Reply.NoAnswer(new IOException("cut"), true));
    intercom.changes("during", 400, 1);
    assertThat(failed(read())).isTrue();
    ChangeFeed another = feedFrom(feed.certainTo());
    intercom.answersAsUsual();

    read(another);

    assertThat(new HashSet<>(told)).hasSize(400);
    assertThat(another.certainTo()).isEqualTo(intercom.time.instant().minus(ChangeFeed.LATEST));
  }

  @Test
  void aReadingThatFailsOnALaterPageIsRepeatedFromWhereItBegan() {
    intercom.changes("c", 400, 100);
    intercom.fault(
        cursor ->
            "300".equals(cursor) ? SearchedIntercom.refusal(503, "service_unavailable") : null);
    assertThat(failed(read())).isTrue();
    intercom.answersAsUsual();

    read();

    assertThat(new HashSet<>(told)).hasSize(400);
    assertThat(told).hasSize(400);
  }

  @Test
  void aRefusedPageIsReadInParts() {
    intercom.changes("c", 1_000, 20);
    intercom.fault(
        cursor -> cursor == null ? null : SearchedIntercom.refusal(400, "parameter_invalid"));

    assertThat(failed(read())).isFalse();

    assertThat(told).hasSize(1_000);
  }

  @Test
  void pagesThatRepeatAreReadInParts() {
    intercom.changes("c", 1_000, 20);
    intercom.pagesRepeat();

    assertThat(failed(read())).isFalse();

    assertThat(told).hasSize(1_000);
    intercom.time.advance(Duration.ofMinutes(1));
    intercom.change("next");
    read();
    assertThat(told).hasSize(1_001);
  }

  @Test
  void aSecondThatCannotBeReadWholeHoldsUpNothing() {
    intercom.pagesRepeat();
    intercom.changes("c", 400, 400);
    intercom.time.advance(Duration.ofMinutes(1));
    intercom.change("next");

    for (int reading = 0; reading < 5; reading++) {
      read();
    }

    assertThat(told).contains("next").hasSizeGreaterThan(150);
    int before = intercom.calls;
    intercom.time.advance(Duration.ofMinutes(1));
    read();
    assertThat(intercom.calls - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\": \"maintenance\"}", "{}", "null", "[]"})
  void anAnswerThatIsNoListIsNoAnswer(String json) throws IOException {
    read();
    JsonNode maintenance = new ObjectMapper().readTree(json);
    intercom.fault(cursor -> new Reply.Answer(200, Headers.of(), maintenance));
    intercom.change("during");
    intercom.time.advance(Duration.ofMinutes(20));

    assertThat(failed(read())).isTrue();
    Instant certain = feed.certainTo();
    intercom.answersAsUsual();
    read();

    assertThat(certain).isBeforeOrEqualTo(SearchedIntercom.NOW);
    assertThat(told).containsExactly("during");
  }

  @Test
  void aRefusedTokenIsSaidAtOnce() {
    intercom.fault(cursor -> SearchedIntercom.refusal(401, "unauthorized"));

    assertThat(read())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            outcome -> assertThat(outcome.failure()).isInstanceOf(Failure.Rejected.class));
    assertThat(intercom.calls).isEqualTo(1);
  }

  @Test
  void anIntercomWithoutAClockIsReadByTheTimesOfItsConversations() {
    var client = intercom.client();
    var timeless = new ChangeFeed(client, () -> null, SearchedIntercom.NOW);
    intercom.change("1");
    read(timeless);
    intercom.time.advance(Duration.ofMinutes(30));
    intercom.change("2");
    read(timeless);
    intercom.time.advance(Duration.ofMinutes(30));
    intercom.change("3");
    read(timeless);
    read(timeless);

    assertThat(told).containsExactly("1", "2", "3");
  }

  @Test
  void aQuietWorkspaceCostsACallAReadingAndFewMore() {
    readFor(Duration.ofHours(1));

    assertThat(intercom.calls).isBetween(240, 240 + 31);
  }

  @Test
  void aChangeIsReadAboutTwiceHoweverMuchChanges() {
    int minutes = 20;
    for (int i = 0; i < minutes * 10; i++) {
      intercom.changes("c" + i + "-", 300, 50);
      intercom.time.advance(Duration.ofSeconds(1));
      read();
    }

    int changes = minutes * 3_000;
    int pages = 2 * changes / 150;
    assertThat(new HashSet<>(told)).hasSize(changes);
    assertThat(intercom.calls).isLessThan(pages * 13 / 10);
  }
}

package dev.intercomconnector.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.trials.faults.Ends.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The suite is worth what its counting notices. */
class TallyTest {

  private static final String KEY = "send-000001-1";

  private static LedgerEntry post(String key, @Nullable String stored) {
    return new LedgerEntry(
        1,
        Instant.EPOCH,
        "POST",
        "/messages",
        null,
        Map.of(),
        true,
        Json.object().put("body", "Your reference is " + key),
        200,
        null,
        stored);
  }

  private static Tally tally(@Nullable End end, LedgerEntry... ledger) {
    return tally(end, Set.of(), ledger);
  }

  private static Tally tally(@Nullable End end, Set<String> said, LedgerEntry... ledger) {
    return Tally.of(List.of(KEY), end == null ? Map.of() : Map.of(KEY, end), said, List.of(ledger));
  }

  @Test
  void aMessageThatIntercomHasAndTheProcessKnowsWasSentOnce() {
    Tally tally = tally(new End.Sent("7", false), post(KEY, "7"), post("send-000002-1", "8"));

    assertThat(tally.sentOnce()).isEqualTo(1);
    assertThat(tally.holds()).isTrue();
  }

  @Test
  void whatAnEarlierDeliverySentWasFoundByTheWorkerOrSaidByAnOperator() {
    Tally found = tally(new End.Sent("7", true), post(KEY, "7"));
    Tally said = tally(new End.Sent("7", true), Set.of(KEY), post(KEY, "7"));

    assertThat(List.of(found.sentOnce(), found.sentLater(), found.sentAsSaid()))
        .containsExactly(1, 1, 0);
    assertThat(List.of(said.sentOnce(), said.sentLater(), said.sentAsSaid()))
        .containsExactly(1, 0, 1);
  }

  @Test
  void anUnknownOutcomeThatWasReportedIsNoneOfTheTwoWhetherStoredOrNot() {
    assertThat(tally(new End.Unknown(), post(KEY, "7")).unknownAndStored()).isEqualTo(1);
    assertThat(tally(new End.Unknown(), post(KEY, null)).unknownAndNotStored()).isEqualTo(1);
    assertThat(tally(new End.Unknown()).holds()).isTrue();
  }

  @Test
  void twoMessagesOfOneKeyAreADuplicateWhateverTheProcessSays() {
    for (End end : new End[] {new End.Sent("7", false), new End.Unknown(), null}) {
      Tally tally = tally(end, post(KEY, "7"), post(KEY, "8"));

      assertThat(tally.duplicated()).containsExactly(KEY);
      assertThat(tally.holds()).isFalse();
    }
  }

  @Test
  void aMessageThatIntercomDoesNotHaveOrHasByAnotherIdIsLost() {
    assertThat(tally(new End.Sent("7", false), post(KEY, null)).lost()).containsExactly(KEY);
    assertThat(tally(new End.Sent("7", false), post(KEY, "8")).lost()).containsExactly(KEY);
    assertThat(tally(new End.Sent("7", false)).holds()).isFalse();
  }

  @Test
  void aProcessThatNeverSaysAnythingIsStuckAndTheReportNamesIt() {
    Tally tally = tally(null, post(KEY, "7"));

    assertThat(tally.withoutEnd()).containsExactly(KEY);
    var report =
        FaultReport.of(
            "worker",
            "engine 8",
            tally,
            Map.of(Trouble.Kind.TOKEN_ROTATED, 3),
            Map.of("incident INTERCOM_UNAUTHORIZED retried plainly", 2L),
            List.of(),
            Duration.ZERO);
    assertThat(report.holds()).isFalse();
    assertThat(report.text())
        .contains("In the worker, on engine 8")
        .containsPattern("access token replaced +3")
        .containsPattern("incident INTERCOM_UNAUTHORIZED retried plainly +2")
        .contains("Stuck, neither sent nor reported: " + KEY)
        .contains("The promise did NOT hold");
    assertThat(FaultReport.json(List.of(report)))
        .contains("\"deployment\" : \"worker\"", "\"engine\" : \"engine 8\"")
        .contains("\"stuck\" : [ \"" + KEY + "\" ]", "\"holds\" : false");
  }
}

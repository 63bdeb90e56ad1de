package dev.intercomconnector.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All schedules in which little goes wrong. {@code ./mvnw -Pschedules} goes deeper. */
class ScheduleSearchTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noScheduleWithOneFaultBreaksThePromise(Scenario scenario) {
    assertThat(search(scenario, null, 1).violation()).isEmpty();
  }

  @Test
  void noScheduleWithTwoFaultsBreaksThePromise() {
    assertThat(search(Scenario.byEmail(2), null, 2).violation()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheRuleAScheduleBreaksThePromise(Rule rule) {
    assertThat(search(rule.scenario, rule, 3).violation()).isPresent();
  }

  private static ScheduleSearch.Report search(
      Scenario scenario, @Nullable Rule without, int depth) {
    var search =
        new ScheduleSearch(scenario, new ObjectMapper(), RealWorker.programs(scenario, without));
    ScheduleSearch.Report report;
    try (QuietLog quiet = new QuietLog()) {
      report = search.search(depth, PATIENCE);
    }
    assertThat(report.violation().isPresent() || report.faults() == depth)
        .as("the search was finished: %s", report)
        .isTrue();
    return report;
  }
}

package dev.intercomconnector.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All schedules in which little goes wrong. {@code ./mvnw -Pschedules} goes deeper. */
class ScheduleSearchTest {

  static Stream<Scenario> scenarios() {
    return Stream.of(
        Scenario.byEmail(2),
        Scenario.byEmail(3),
        Scenario.thatCanBeLookedFor(2),
        Scenario.thatCanBeLookedFor(2).thatIsSentAgain(),
        Scenario.byEmail(2).thatThrows(),
        Scenario.byEmail(1).ofSiblings(),
        Scenario.thatCanBeLookedFor(1).ofSiblings());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noScheduleBreaksThePromise(Scenario scenario) {
    var search =
        new ScheduleSearch(scenario, new ObjectMapper(), RealWorker.programs(scenario));

    var report = search.search(Integer.getInteger("schedules.depth", 2), Duration.ofMinutes(5));

    System.out.println(report);
    assertThat(report.violation()).as("%s", report).isEmpty();
  }
}

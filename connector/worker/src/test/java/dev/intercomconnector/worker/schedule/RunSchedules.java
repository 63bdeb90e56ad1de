package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;

/** Searches deep: {@code ./mvnw -Pschedules}. Ends with 1 if a schedule breaks the promise. */
public final class RunSchedules {

  private static final Duration AT_MOST = Duration.ofMinutes(30);

  private RunSchedules() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.byEmail(2),
        Scenario.byEmail(3),
        Scenario.thatCanBeLookedFor(2),
        Scenario.thatCanBeLookedFor(2).thatIsSentAgain(),
        Scenario.byEmail(2).thatThrows(),
        Scenario.byEmail(1).ofSiblings(),
        Scenario.thatCanBeLookedFor(1).ofSiblings());
  }

  public static void main(String[] arguments) {
    int depth = Integer.getInteger("schedules.depth", 3);
    boolean broken = false;
    for (Scenario scenario : scenarios()) {
      if (!scenario.name().contains(System.getProperty("schedules.of", ""))) {
        continue;
      }
      var search = new ScheduleSearch(scenario, new ObjectMapper(), RealWorker.programs(scenario));

      var report = new java.util.concurrent.atomic.AtomicReference<ScheduleSearch.Report>();
      try { Thread.ofVirtual().start(() -> report.set(search.search(depth, AT_MOST))).join(); } catch (InterruptedException e) { throw new IllegalStateException(e); }
      System.out.println(report.get());
      broken |= report.get().violation().isPresent();
    }
    System.exit(broken ? 1 : 0);
  }
}

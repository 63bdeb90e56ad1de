package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Searches deep: {@code ./mvnw -Pschedules -Dschedules.depth=3}. The depth is how many things go
 * wrong in one schedule at most. Ends with 1 if a schedule breaks the promise.
 */
public final class RunSchedules {

  private static final Duration AT_MOST = Duration.ofHours(12);

  private RunSchedules() {}

  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    int depth = Integer.getInteger("schedules.depth", 3);
    System.out.printf(
        "Every schedule in which up to %d things go wrong, for each of %d scenarios.%n",
        depth, Scenario.all().size());
    boolean kept = true;
    try (QuietLog quiet = new QuietLog();
        ExecutorService searches = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> results =
          Scenario.all().stream()
              .map(scenario -> searches.submit(() -> keepsThePromise(scenario, depth)))
              .toList();
      for (Future<Boolean> result : results) {
        kept &= result.get();
      }
    }
    System.exit(kept ? 0 : 1);
  }

  private static boolean keepsThePromise(Scenario scenario, int depth) {
    var search = new ScheduleSearch(scenario, new ObjectMapper(), RealWorker.programs(scenario));
    ScheduleSearch.Report report = search.search(depth, AT_MOST);
    System.out.println(report);
    return report.violation().isEmpty();
  }
}

package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Enumerates the schedules of a scenario. It begins with those in which nothing goes wrong, then
 * takes those in which one thing does, and so on, so that the first schedule that breaks the
 * promise is one of the shortest.
 *
 * <p>Each schedule is run anew from its start, since a thread cannot be copied. A state that was
 * met before, with as many faults or fewer, is not entered again. From each new state the search
 * first goes on as the world should be, until nothing is left to happen: so it is seen that there
 * is a way to an end from everywhere.
 */
final class ScheduleSearch {

  private static final int LONGEST = 500;

  private final Scenario scenario;
  private final ObjectMapper json;
  private final World.Programs programs;
  private final Set<Long> visited = new HashSet<>();
  private long schedules;
  private int longest;

  ScheduleSearch(Scenario scenario, ObjectMapper json, World.Programs programs) {
    this.scenario = scenario;
    this.json = json;
    this.programs = programs;
  }

  /** A schedule, by the choices that were made. */
  private record Path(@Nullable Path before, int choice) {

    int[] choices() {
      int length = 0;
      for (Path path = this; path.before != null; path = path.before) {
        length++;
      }
      int[] choices = new int[length];
      for (Path path = this; path.before != null; path = path.before) {
        choices[--length] = path.choice;
      }
      return choices;
    }
  }

  /**
   * What a search came to.
   *
   * @param schedules how many were run
   * @param states how many different ones were met
   * @param longest the most steps that a schedule had
   * @param violation the first schedule that breaks the promise
   */
  record Report(
      Scenario scenario,
      int faults,
      long schedules,
      int states,
      int longest,
      Duration time,
      Optional<Violation> violation) {

    @Override
    public String toString() {
      return "%s: up to %d faults, %,d schedules, %,d states, up to %d steps, %.1f s%s"
          .formatted(
              scenario.name(),
              faults,
              schedules,
              states,
              longest,
              time.toMillis() / 1000.0,
              violation.map(found -> System.lineSeparator() + found).orElse(""));
    }
  }

  /** A schedule that breaks the promise, and how. */
  record Violation(String what, int faults, List<String> steps) {

    @Override
    public String toString() {
      StringBuilder said = new StringBuilder(what);
      for (int i = 0; i < steps.size(); i++) {
        said.append("%n  %2d. %s".formatted(i + 1, steps.get(i)));
      }
      return said.toString();
    }
  }

  private static final class BrokenPromise extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Path path;

    BrokenPromise(String what, Path path) {
      super(what, null, false, false);
      this.path = path;
    }
  }

  /** Searches all schedules in which so many things go wrong at most, for so long at most. */
  Report search(int faults, Duration atMost) {
    long start = System.nanoTime();
    Deque<Path> round = new ArrayDeque<>(List.of(new Path(null, 0)));
    int done = -1;
    Optional<Violation> violation = Optional.empty();
    try {
      for (int fault = 0; fault <= faults; fault++) {
        Deque<Path> next = new ArrayDeque<>();
        while (!round.isEmpty()) {
          if (System.nanoTime() - start > atMost.toNanos()) {
            return report(done, start, violation);
          }
          run(round.pollFirst(), round, fault == faults ? null : next);
        }
        done = fault;
        round = next;
      }
    } catch (BrokenPromise e) {
      violation = Optional.of(violation(e));
    }
    return report(done, start, violation);
  }

  private Report report(int faults, long start, Optional<Violation> violation) {
    return new Report(
        scenario,
        faults,
        schedules,
        visited.size(),
        longest,
        Duration.ofNanos(System.nanoTime() - start),
        violation);
  }

  /**
   * Runs one schedule to its end, and notes where others leave it.
   *
   * @param next for those with one fault more; null where no more are wanted
   */
  private void run(Path from, Deque<Path> round, @Nullable Deque<Path> next) throws BrokenPromise {
    schedules++;
    try (World world = new World(scenario, json, programs)) {
      Choices choices = new Choices(world);
      Promise promise = new Promise(world);
      Path path = from;
      int steps = 0;
      int[] chosen = from.choices();
      for (int choice : chosen) {
        Step step = choices.all().get(choice);
        take(step, path);
        check(promise.broken(step.isLate()), path);
        steps++;
      }
      Set<Long> onTheWay = new HashSet<>();
      for (; ; steps++) {
        long state = hash(world.status());
        if (!visited.add(state)) {
          check(
              onTheWay.contains(state) ? Optional.of("It goes round for ever.") : Optional.empty(),
              path);
          return;
        }
        onTheWay.add(state);
        List<Step> all = choices.all();
        if (all.isEmpty()) {
          check(promise.brokenAtTheEnd(), path);
          longest = Math.max(longest, steps);
          return;
        }
        if (steps == LONGEST) {
          throw new BrokenPromise("It goes on for ever.", path);
        }
        if (world.branches()) {
          for (int i = 1; i < all.size(); i++) {
            Deque<Path> pending = all.get(i).isFault() ? next : round;
            if (pending != null) {
              pending.addLast(new Path(path, i));
            }
          }
        }
        path = new Path(path, 0);
        take(all.getFirst(), path);
        check(promise.broken(all.getFirst().isLate()), path);
      }
    }
  }

  private void take(Step step, Path path) throws BrokenPromise {
    try {
      step.action().run();
    } catch (RuntimeException e) {
      throw new BrokenPromise("The worker's code failed: " + e.getCause(), path);
    }
  }

  private void check(Optional<String> broken, Path path) throws BrokenPromise {
    if (broken.isPresent()) {
      throw new BrokenPromise(broken.get(), path);
    }
  }

  /** Runs the schedule once more, for the words. */
  private Violation violation(BrokenPromise broken) {
    List<String> words = new ArrayList<>();
    int faults = 0;
    try (World world = new World(scenario, json, programs)) {
      Choices choices = new Choices(world);
      Promise promise = new Promise(world);
      for (int choice : broken.path.choices()) {
        Step step = choices.all().get(choice);
        faults += step.isFault() ? 1 : 0;
        words.add((step.isFault() ? "! " : "  ") + step.words().get());
        try {
          step.action().run();
        } catch (RuntimeException e) {
          words.add("  " + e);
        }
        var unused = promise.broken(step.isLate());
      }
    }
    return new Violation(String.valueOf(broken.getMessage()), faults, words);
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}

package dev.intercomconnector.task.ending;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import scala.collection.immutable.Map$;

/**
 * The FEEL functions of error expressions that Camunda's connector runtime 8.8 lacks, as its 8.9
 * and 8.10 have them: {@code ignoreError(variables)}, {@code bpmnError(code)} and {@code
 * backoff(attempt, minDelay, factor, maxDelay, jitterFactor)}, a pause that grows.
 */
public final class ErrorFunctions extends JavaFunctionProvider {

  public static final String IGNORE_ERROR = "ignoreError";

  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final double FACTOR = 1.6;
  private static final double JITTER = 0.1;

  private static final List<String> BACKOFF =
      List.of("attempt", "minDelay", "factor", "maxDelay", "jitterFactor");

  private static final Map<String, List<JavaFunction>> FUNCTIONS =
      Map.of(
          IGNORE_ERROR,
          List.of(
              new JavaFunction(List.of(), arguments -> ignoreError(context(Map$.MODULE$.empty()))),
              new JavaFunction(List.of("variables"), arguments -> ignoreError(arguments.get(0)))),
          "bpmnError",
          List.of(new JavaFunction(List.of("errorCode"), arguments -> bpmnError(arguments.get(0)))),
          "backoff",
          List.of(backoff(1), backoff(3), backoff(4), backoff(5)));

  @Override
  public Optional<JavaFunction> resolveFunction(String name) {
    return Optional.empty();
  }

  @Override
  public List<JavaFunction> resolveFunctions(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  @Override
  public Collection<String> getFunctionNames() {
    return FUNCTIONS.keySet();
  }

  private static Val ignoreError(Val variables) {
    return context(
        new scala.collection.immutable.Map.Map2<>(
            "errorType", IGNORE_ERROR, "variables", variables));
  }

  private static Val bpmnError(Val code) {
    if (!(code instanceof ValString text)) {
      throw new IllegalArgumentException("bpmnError(): the code must be text, but it is " + code);
    }
    return context(
        new scala.collection.immutable.Map.Map3<>(
            "errorType", "bpmnError", "errorCode", text.value(), "errorMessage", ""));
  }

  private static Val context(scala.collection.immutable.Map<String, Object> entries) {
    return new ValContext(new Context.StaticContext(entries, Map$.MODULE$.empty()));
  }

  private static JavaFunction backoff(int arguments) {
    return new JavaFunction(
        BACKOFF.subList(0, arguments),
        given ->
            new ValDayTimeDuration(
                pause(
                    (int) number(given, 0, 1),
                    duration(given, 1, SHORTEST),
                    number(given, 2, FACTOR),
                    duration(given, 3, LONGEST),
                    number(given, 4, JITTER))));
  }

  /**
   * The pause before an attempt, with the defaults of Camunda's job worker.
   *
   * @param attempt 1 for the first
   * @param jitter by which part of itself the pause scatters, either way
   */
  private static Duration pause(
      int attempt, Duration least, double factor, Duration most, double jitter) {
    if (attempt < 1 || factor <= 0 || jitter < 0 || least.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "backoff(): attempt must be at least 1, factor more than 0, jitterFactor at least 0 and"
              + " minDelay at most maxDelay");
    }
    double grown = least.toMillis() * Math.pow(factor, attempt - 1);
    double bounded = Math.clamp(grown, (double) least.toMillis(), (double) most.toMillis());
    double scattered = bounded * (1 + jitter * (2 * ThreadLocalRandom.current().nextDouble() - 1));
    return Duration.ofMillis(Math.max(0, Math.round(scattered)));
  }

  private static double number(List<Val> given, int index, double otherwise) {
    if (index >= given.size()) {
      return otherwise;
    }
    if (given.get(index) instanceof ValNumber number) {
      return number.value().toDouble();
    }
    throw new IllegalArgumentException(
        "backoff(): %s must be a number".formatted(BACKOFF.get(index)));
  }

  private static Duration duration(List<Val> given, int index, Duration otherwise) {
    if (index >= given.size()) {
      return otherwise;
    }
    if (given.get(index) instanceof ValDayTimeDuration duration) {
      return duration.value();
    }
    throw new IllegalArgumentException(
        "backoff(): %s must be a duration such as @\"PT10S\"".formatted(BACKOFF.get(index)));
  }
}

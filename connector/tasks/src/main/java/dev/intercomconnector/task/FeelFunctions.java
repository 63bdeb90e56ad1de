package dev.intercomconnector.task;

import dev.intercomconnector.task.ending.ErrorFunctions;
import io.camunda.connector.feel.FeelConnectorFunctionProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.SpiServiceLoader;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.ValFunction;
import scala.Product;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions that an expression may call. FEEL itself does not mind one that it does not know:
 * the call is null, so that a mistyped {@code bpmnError} would silently do nothing.
 */
final class FeelFunctions {

  private final List<FunctionProvider> known =
      List.of(
          new BuiltinFunctions(SpiServiceLoader.loadClock(), SpiServiceLoader.loadValueMapper()),
          new FeelConnectorFunctionProvider(),
          new ErrorFunctions());

  /** The first call that cannot be meant, in words that go on after the expression's name. */
  Optional<String> problem(Exp expression) {
    List<FunctionInvocation> calls = new ArrayList<>();
    Set<String> defined = new HashSet<>();
    walk(expression, calls, defined);
    return calls.stream()
        .filter(call -> !defined.contains(call.function()))
        .flatMap(call -> problem(call).stream())
        .findFirst();
  }

  private Optional<String> problem(FunctionInvocation call) {
    List<ValFunction> functions =
        known.stream()
            .flatMap(
                provider ->
                    CollectionConverters.asJava(provider.getFunctions(call.function())).stream())
            .toList();
    if (functions.isEmpty()) {
      return Optional.of("calls %s, a function that there is not".formatted(call.function()));
    }
    if (call.params() instanceof PositionalFunctionParameters positional
        && functions.stream().noneMatch(function -> takes(function, positional.params().size()))) {
      return Optional.of(
          "calls %s with %d arguments, which it does not take"
              .formatted(call.function(), positional.params().size()));
    }
    return Optional.empty();
  }

  private static boolean takes(ValFunction function, int arguments) {
    return function.hasVarArgs() || function.params().size() == arguments;
  }

  /**
   * Names that the expression itself gives, such as those of a context's entries, may be called.
   */
  private static void walk(Object node, List<FunctionInvocation> calls, Set<String> defined) {
    if (node instanceof FunctionInvocation call) {
      calls.add(call);
    }
    if (node instanceof Tuple2<?, ?> pair && pair._1() instanceof String name) {
      defined.add(name);
    }
    if (node instanceof Iterable<?> several) {
      several.foreach(
          one -> {
            walk(one, calls, defined);
            return null;
          });
    } else if (node instanceof Product parts) {
      for (int i = 0; i < parts.productArity(); i++) {
        walk(parts.productElement(i), calls, defined);
      }
    }
  }
}

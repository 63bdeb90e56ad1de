package dev.intercomconnector.worker.job;

import io.camunda.connector.feel.FeelConnectorFunctionProvider;
import java.util.List;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValContext;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/**
 * The FEEL function {@code ignoreError(variables)}: completes the job with these variables although
 * it failed. Camunda's connector runtime 8.8 brings {@code bpmnError} and {@code jobError} only.
 *
 * <p>No service of the class path: the expressions of other connectors in the same process would
 * know it too.
 */
final class IgnoreError extends FeelConnectorFunctionProvider {

  static final String NAME = "ignoreError";

  private static final JavaFunction WITH_VARIABLES =
      new JavaFunction(List.of("variables"), arguments -> described(arguments.getFirst()));
  private static final JavaFunction WITHOUT =
      new JavaFunction(
          List.of(),
          arguments ->
              described(
                  new ValContext(
                      new Context.StaticContext(Map$.MODULE$.empty(), Map$.MODULE$.empty()))));

  @Override
  public List<JavaFunction> resolveFunctions(String name) {
    return name.equals(NAME) ? List.of(WITHOUT, WITH_VARIABLES) : super.resolveFunctions(name);
  }

  private static Val described(Val variables) {
    return new ValContext(
        new Context.StaticContext(
            new Map.Map2<>("errorType", NAME, "variables", variables), Map$.MODULE$.empty()));
  }
}

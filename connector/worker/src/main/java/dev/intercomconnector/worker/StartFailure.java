package dev.intercomconnector.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.bind.BindException;

/** Words for the operator whose settings do not let the connector start. */
final class StartFailure {

  private StartFailure() {}

  /** One sentence: the setting, where it is known, and what is wrong. */
  static String sentence(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof BeansException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String sentence =
        cause instanceof BindException binding
            ? "The setting '%s' is wrong: %s".formatted(binding.getName(), reason(root(binding)))
            : reason(cause);
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String reason(Throwable cause) {
    @Nullable String message = cause.getMessage();
    if (cause instanceof ClassNotFoundException || cause instanceof LinkageError) {
      return "The application is not Camunda's connector runtime 8.8, or another version of it: it"
          + " does not have the class "
          + message;
    }
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}

package dev.intercomconnector.worker;

import org.springframework.boot.context.properties.bind.BindException;

/** Words for the operator whose settings do not let the connector start. */
final class StartFailure {

  private StartFailure() {}

  /** One sentence: the setting, where it is known, and what is wrong. */
  static String sentence(Throwable failure) {
    String setting = null;
    Throwable cause = failure;
    while (cause.getCause() != null) {
      if (cause instanceof BindException binding) {
        setting = binding.getName().toString();
      }
      cause = cause.getCause();
    }
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    String sentence =
        setting == null ? reason : "The setting %s is wrong: %s".formatted(setting, reason);
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}

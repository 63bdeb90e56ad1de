package dev.intercomconnector.task.template;

/** Words that both forms share. */
final class Form {

  /**
   * Begins the binding of a field that only steers the form. Such a field is kept in the diagram,
   * and never becomes a variable of the job.
   */
  static final String ONLY = "intercom.";

  static final String DEFAULT_WORKSPACE_TIP =
      "The name of a workspace in the worker's configuration. Leave it empty for the default one.";

  /** Admits FEEL, as every pattern here must. */
  static final String EMAIL = "^(=.*|[^@\\s]+@[^@\\s]+)$";

  static final String EMAIL_SAYS =
      "Must be an e-mail address, such as ann@example.com, or an expression.";

  /** ISO-8601, of days or less; nothing is the default. */
  static final String DURATION = "^(P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?)?$";

  private Form() {}
}

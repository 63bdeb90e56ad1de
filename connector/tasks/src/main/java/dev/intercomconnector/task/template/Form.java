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

  static final String EMAIL_SAYS = "must be an e-mail address or an expression";

  private Form() {}
}

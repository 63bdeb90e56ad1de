package dev.intercomconnector.template;

/** Words that both forms share. */
final class Form {

  /**
   * Begins the binding of a field that only steers the form. Such a field is kept in the diagram,
   * and is no input of the task.
   */
  static final String ONLY = "intercomForm.";

  static final String DEFAULT_WORKSPACE_TIP =
      "The name of a workspace in the worker's configuration. Leave it empty for the default one.";

  static final String ACCESS_TOKEN_TIP =
      "Only in Camunda's connector runtime: a secret that holds the token. Leave it empty for the job worker, which has its own.";

  /** Admits FEEL, as every pattern of an input must. */
  static final String EMAIL = "^(=.*|[^@\\s]+@[^@\\s]+)$";

  static final String EMAIL_SAYS =
      "must be an e-mail address, such as ann@example.com, or an expression.";

  /** What a field that may stay empty admits: the modeler tests the word for want of a value. */
  static final String LEFT_EMPTY = "|undefined";

  /** What the diagram may hold of a token: the name of the secret. */
  static final String SECRET = "^(=.*|\\{\\{ ?secrets\\.\\S+ ?\\}\\}|" + LEFT_EMPTY + ")$";

  static final String SECRET_SAYS =
      "must be the name of a secret, such as {{secrets.INTERCOM_ACCESS_TOKEN}}.";

  /** ISO-8601, of days or less. */
  static final String DURATION =
      "^(P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?|" + LEFT_EMPTY + ")$";

  private Form() {}
}

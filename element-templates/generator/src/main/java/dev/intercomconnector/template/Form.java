package dev.intercomconnector.template;

/** What several forms have in common: words, patterns and addresses. */
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

  /**
   * What a field that may stay empty admits: for want of a value the properties panel tests the
   * word, the linter an empty text.
   */
  static final String LEFT_EMPTY = "|undefined|";

  /** Admits FEEL, as every pattern of an input must. */
  static final String EMAIL = "^(=.*|[^@\\s<>,;\"]+@[^@\\s<>,;\"]+)$";

  static final String EMAIL_SAYS =
      "must be an e-mail address, such as ann@example.com, or an expression.";

  static final String PHONE = "^(=.*|\\+?[0-9][0-9 ()/.-]{4,24})$";

  static final String PHONE_SAYS =
      "must be a phone number, such as 5547999998888, or an expression.";

  /** What the diagram may hold of a token: the name of the secret. */
  static final String SECRET = "^(=.*|\\{\\{ ?secrets\\.\\S+ ?\\}\\}" + LEFT_EMPTY + ")$";

  static final String SECRET_SAYS =
      "must be the name of a secret, such as {{secrets.INTERCOM_ACCESS_TOKEN}}.";

  private static final String ISO_DURATION =
      "P(?=.)(\\d{1,6}D)?(T(?=.)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?";

  /** Of days or less. */
  static final String DURATION = "^(" + ISO_DURATION + LEFT_EMPTY + ")$";

  /** Of days or less, and longer than nothing. */
  static final String WAIT = "^(=.*|(?=.*[1-9])" + ISO_DURATION + ")$";

  static final String WAIT_SAYS =
      "must be an ISO-8601 duration of days or less, such as P3D, PT4H or PT30M, or an expression.";

  /** With an offset or a zone, without which a time could mean any; or epoch seconds. */
  static final String TIME =
      "^(=.*|\\d{1,12}|\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?((Z|[+-](0\\d|1[0-8]):[0-5]\\d)(\\[[\\w/+-]+\\])?|@[A-Za-z]+(/[\\w+-]+)*)"
          + LEFT_EMPTY
          + ")$";

  static final String TIME_SAYS =
      "must be a time with an offset, such as 2026-03-01T09:00:00Z, epoch seconds, or an expression.";

  /** What FEEL reads as one name; of that, what neither is a word of FEEL nor our inputs. */
  static final String NAME =
      "^((?!(intercom|null|true|false|function|if|then|else|for|return|between|instance|of|not|in|and|or|some|every|satisfies)$)[A-Za-z_\\u00C0-\\uFFFF][\\w\\u00C0-\\uFFFF]*)?$";

  static final String MESSAGES_DOCS =
      "https://developers.intercom.com/docs/references/rest-api/api.intercom.io/messages/createmessage";

  static final String CONVERSATIONS_DOCS =
      "https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/searchconversations";

  private Form() {}
}

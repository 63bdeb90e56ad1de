package dev.intercomconnector.intercomdouble.search;

/** A search that Intercom refuses; the code and message are what it answers with status 400. */
public final class InvalidQuery extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  InvalidQuery(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public String code() {
    return code;
  }
}

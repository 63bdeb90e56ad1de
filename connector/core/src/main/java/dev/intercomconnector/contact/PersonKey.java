package dev.intercomconnector.contact;

/** What names a person: Intercom's id, an external id or an e-mail. */
public sealed interface PersonKey {

  String value();

  /** Intercom's own id. */
  record Id(String value) implements PersonKey {}

  /**
   * The id that the workspace's own product gives its user: {@code external_id}, {@code user_id} in
   * 1.x.
   */
  record UserId(String value) implements PersonKey {}

  record Email(String value) implements PersonKey {}
}

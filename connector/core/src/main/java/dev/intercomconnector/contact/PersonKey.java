package dev.intercomconnector.contact;

/** By which of their marks a person is named. */
public sealed interface PersonKey {

  String value();

  /** Intercom's own id. */
  record Id(String value) implements PersonKey {}

  /** The id that the workspace's own product gives its user: {@code external_id}, once user_id. */
  record UserId(String value) implements PersonKey {}

  record Email(String value) implements PersonKey {}
}

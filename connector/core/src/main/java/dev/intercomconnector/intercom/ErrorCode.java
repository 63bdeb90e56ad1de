package dev.intercomconnector.intercom;

/**
 * The stable codes that a process designer sees, as BPMN error codes and as {@code error.code} in
 * error expressions. Deployed processes rely on them, so they never change.
 */
public enum ErrorCode {
  /** The task's inputs are wrong or ask for what the pinned API version lacks. */
  INTERCOM_INVALID_REQUEST,
  /** The access token is missing, wrong or lacks a permission. */
  INTERCOM_UNAUTHORIZED,
  /** The Intercom workspace's plan does not include what was asked for. */
  INTERCOM_PLAN_RESTRICTED,
  /** The contact has unsubscribed from e-mails. */
  INTERCOM_UNSUBSCRIBED,
  /** No contact has the given id, external id or e-mail. */
  INTERCOM_CONTACT_NOT_FOUND,
  /** Several contacts share the given e-mail or external id. */
  INTERCOM_CONTACT_AMBIGUOUS,
  /** No admin has the given e-mail or id. */
  INTERCOM_ADMIN_NOT_FOUND,
  /** Intercom's rate limit is used up until its next window. */
  INTERCOM_RATE_LIMITED,
  /** Intercom cannot be reached or fails for now. */
  INTERCOM_UNAVAILABLE,
  /** A send was begun, and it is not known whether Intercom stored the message. */
  INTERCOM_OUTCOME_UNKNOWN,
  /** The conversation existed and is gone. */
  INTERCOM_CONVERSATION_NOT_FOUND,
  /** The awaited state was not reached in time. */
  INTERCOM_CONVERSATION_TIMEOUT
}

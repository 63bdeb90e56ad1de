package dev.intercomconnector.intercom;

/**
 * The stable codes a process designer sees: as BPMN error codes and as {@code error.code} in error
 * expressions. They are a contract with deployed processes and never change.
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
  /** No contact answers to the given id, external id or e-mail. */
  INTERCOM_CONTACT_NOT_FOUND,
  /** Several contacts share the given e-mail or external id. */
  INTERCOM_CONTACT_AMBIGUOUS,
  /** No admin has the given e-mail or id. */
  INTERCOM_ADMIN_NOT_FOUND,
  /** Intercom's rate limit is used up until its next window. */
  INTERCOM_RATE_LIMITED,
  /** Intercom cannot be reached or fails for now. */
  INTERCOM_UNAVAILABLE,
  /** A send was begun and nobody can tell whether Intercom stored the message. */
  INTERCOM_OUTCOME_UNKNOWN,
  /** The conversation existed and is gone. */
  INTERCOM_CONVERSATION_NOT_FOUND,
  /** What was waited for did not happen in time. */
  INTERCOM_CONVERSATION_TIMEOUT
}

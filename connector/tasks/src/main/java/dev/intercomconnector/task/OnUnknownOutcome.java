package dev.intercomconnector.task;

/** What becomes of a send when nobody can tell whether Intercom has the message. */
public enum OnUnknownOutcome {
  /** A person decides. */
  INCIDENT,
  /** The process decides: BPMN error INTERCOM_OUTCOME_UNKNOWN. */
  BPMN_ERROR,
  /** It is sent again, and a contact may get it twice. */
  RESEND
}

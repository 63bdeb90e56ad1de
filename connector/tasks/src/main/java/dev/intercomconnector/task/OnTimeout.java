package dev.intercomconnector.task;

/** What a wait ends with when its time is over. */
public enum OnTimeout {
  /** BPMN error INTERCOM_CONVERSATION_TIMEOUT. */
  BPMN_ERROR,
  /** The task completes with {@code found: false}. */
  COMPLETE
}

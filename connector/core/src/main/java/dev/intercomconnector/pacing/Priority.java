package dev.intercomconnector.pacing;

/** What a call is for. Each has a queue of its own, so that a send never stands behind reads. */
public enum Priority {
  /** A send, or a look-up that a send waits for. */
  SEND,
  /** Whatever may as well come later: searches, sweeps, checks. */
  READ
}

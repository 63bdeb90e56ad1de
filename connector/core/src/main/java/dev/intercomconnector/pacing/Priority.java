package dev.intercomconnector.pacing;

/** What a call is for. Each priority has its own queue, so a send never waits behind reads. */
public enum Priority {
  /** A send, or a read that a send needs. */
  SEND,
  /** What may come later: searches, sweeps, checks. */
  READ
}

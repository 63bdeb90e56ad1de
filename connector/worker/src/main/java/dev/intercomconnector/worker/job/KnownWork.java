package dev.intercomconnector.worker.job;

import java.util.Map;

/**
 * What a delivery knows about work that must not be done twice. It says so to the engine, for the
 * next delivery, in variables local to the element instance, which hold nothing but its own work.
 */
public sealed interface KnownWork {

  KnownWork NOTHING = new Nothing();

  /** Nothing was begun, or nobody knows what became of it. */
  record Nothing() implements KnownWork {}

  /**
   * It was begun and is known not to have been executed. Said within the lease only.
   *
   * @param note names the attempt
   */
  record NotExecuted(Map<String, Object> note) implements KnownWork {}

  /**
   * It is done, and that is never given up.
   *
   * @param note by which the next delivery completes without doing it again
   * @param what was done, for the log
   */
  record Done(Map<String, Object> note, String what) implements KnownWork {}
}

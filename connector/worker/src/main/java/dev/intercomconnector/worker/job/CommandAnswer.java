package dev.intercomconnector.worker.job;

/**
 * What became of one try of a command.
 *
 * @param words the engine's own, for log and incident; empty where it took the command
 */
public record CommandAnswer(Effect effect, String words) {

  public static final CommandAnswer TAKEN = new CommandAnswer(Effect.TAKEN, "");

  /** What is certain about a command. */
  public enum Effect {
    /** It was executed. */
    TAKEN,
    /** Not executed: the engine is too busy for it now. */
    TURNED_AWAY,
    /** Nothing is certain: no answer came. */
    UNANSWERED,
    /** Not executed: the job or element instance is not there any more. */
    GONE,
    /** Not executed: the job's state does not allow it now. */
    WRONG_STATE,
    /** Not executed: this worker may not do it now. */
    NOT_ALLOWED,
    /** Not executed, for a reason that is in the command itself: it never will be. */
    REFUSED
  }
}

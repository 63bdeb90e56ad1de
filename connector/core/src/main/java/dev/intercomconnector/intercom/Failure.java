package dev.intercomconnector.intercom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not do what was asked. The four kinds differ in what a caller may do next, so a
 * switch over them has to say it for each.
 */
public sealed interface Failure {

  Problem problem();

  /** A mistake of the designer or operator: the same call would be refused again. */
  record Rejected(Problem problem) implements Failure {}

  /**
   * Known not to have been executed, for a passing reason: may be tried again, at the price of a
   * retry.
   */
  record NotExecuted(Problem problem) implements Failure {}

  /**
   * Known not to have been executed, and worth another try later without spending a retry: a rate
   * limit's reset, or a contact too new to be found.
   *
   * @param after how long to wait; null where Intercom gave no hint
   * @param bounded whether the wait must end some time: a contact that is still unknown then is
   *     really unknown
   */
  record NotYet(Problem problem, @Nullable Duration after, Bound bounded) implements Failure {}

  /** Whether a {@link NotYet} may go on for ever. */
  enum Bound {
    UNTIL_IT_WORKS,
    YOUNG_CONTACT_WINDOW
  }

  /**
   * A request that creates something was begun and no answer tells its fate: it may have been
   * executed. Never tried again silently.
   */
  record OutcomeUnknown(Problem problem) implements Failure {}
}

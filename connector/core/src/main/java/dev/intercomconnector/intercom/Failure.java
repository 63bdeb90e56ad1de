package dev.intercomconnector.intercom;

import java.time.Duration;

/**
 * Why a call did not succeed. The kinds differ in what a caller may do next, so a switch has to
 * decide it for each.
 */
public sealed interface Failure {

  Problem problem();

  /** A mistake of the designer or operator: Intercom would refuse the same call again. */
  record Rejected(Problem problem) implements Failure {}

  /**
   * Known not to have been executed, for a reason that may pass. May be tried again, which spends a
   * retry.
   */
  record NotExecuted(Problem problem) implements Failure {}

  /**
   * Known not to have been executed, since the rate limit was used up. May be tried again without
   * spending a retry.
   *
   * @param after how long until the next try has a chance
   */
  record RateLimited(Problem problem, Duration after) implements Failure {}

  /**
   * Known not to have been executed, since Intercom does not know the contact. It may be too new:
   * Intercom shows a new contact only after a while. So it is worth another try without spending a
   * retry, but a contact that stays unknown for minutes is really unknown.
   */
  record ContactUnknown(Problem problem) implements Failure {}

  /**
   * A request that creates something was begun, and no answer says what came of it: it may have
   * been executed. Never tried again silently.
   */
  record OutcomeUnknown(Problem problem) implements Failure {}
}

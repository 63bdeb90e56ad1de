package dev.intercomconnector.worker.schedule;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all schedules of a search have in common.
 *
 * @param inputs of each job's task, in its local variable {@code intercom}
 * @param jobs how many jobs there are; two are siblings of one multi-instance body
 * @param deliveries of a job after which nothing else goes wrong with it
 * @param faults what can go wrong
 * @param isAfterLateDelivery whether an earlier holder's marker and fail command are still under
 *     way to the engine; both can hang for as long as nobody waits for them
 * @param retriesByOperator how often an operator retries, with or without a word that is true
 */
record Scenario(
    String name,
    Map<String, Object> inputs,
    Map<String, String> headers,
    int retries,
    int jobs,
    int workers,
    int deliveries,
    int retriesByOperator,
    Duration lease,
    Set<String> caughtErrors,
    Set<Fault> faults,
    boolean isAfterLateDelivery) {

  static final Duration LEASE = Duration.ofMinutes(1);
  static final String CONTACT_EMAIL = "ann@example.com";

  private static final String CONVERSATION = "createConversationWithoutContactReply";

  /** Where the worker's result goes. */
  static final Map<String, String> RESULT_VARIABLE = Map.of("resultVariable", "sent");

  /** All that are searched. */
  static List<Scenario> all() {
    return List.of(
        byEmail(2),
        byEmail(3),
        byEmail(2).thatIsSentAgain(),
        byEmail(2).thatThrows(),
        byEmail(2).withBrokenExpression(),
        byEmail(2).afterLateDelivery(),
        thatCanBeLookedFor(2),
        thatCanBeLookedFor(2).thatIsSentAgain(),
        byEmail(1).ofSiblings(),
        thatCanBeLookedFor(1).ofSiblings());
  }

  /** An in-app message to a contact named by e-mail, which Intercom cannot be asked about later. */
  static Scenario byEmail(int workers) {
    return new Scenario(
        "one message, " + workers + " workers",
        Map.of(
            "from", Map.of("type", "admin", "id", "7"),
            "to", List.of(Map.of("type", "user", "email", CONTACT_EMAIL)),
            "body", "Hello"),
        RESULT_VARIABLE,
        3,
        1,
        workers,
        3,
        1,
        LEASE,
        Set.of(),
        EnumSet.allOf(Fault.class),
        false);
  }

  /** A message that opens a conversation, so that it can be looked for. */
  static Scenario thatCanBeLookedFor(int workers) {
    return byEmail(workers)
        .named("one message that can be looked for, " + workers + " workers")
        .with(CONVERSATION, true);
  }

  /** A message that is sent again when its outcome is unknown. */
  Scenario thatIsSentAgain() {
    return named(name + ", sent again").with("onUnknownOutcome", "resend");
  }

  /** A message whose unknown outcome is an error that the diagram does not catch. */
  Scenario thatThrows() {
    return named(name + ", BPMN error").with("onUnknownOutcome", "bpmnError");
  }

  Scenario named(String other) {
    return new Scenario(
        other,
        inputs,
        headers,
        retries,
        jobs,
        workers,
        deliveries,
        retriesByOperator,
        lease,
        caughtErrors,
        faults,
        isAfterLateDelivery);
  }

  Scenario with(String input, Object value) {
    Map<String, Object> all = new HashMap<>(inputs);
    all.put(input, value);
    return new Scenario(
        name,
        all,
        headers,
        retries,
        jobs,
        workers,
        deliveries,
        retriesByOperator,
        lease,
        caughtErrors,
        faults,
        isAfterLateDelivery);
  }

  /** Two jobs of one multi-instance body that send the same words to the same contact. */
  Scenario ofSiblings() {
    return new Scenario(
        name.replace("one message", "two sibling messages").replace("1 workers", "1 worker"),
        inputs,
        headers,
        retries,
        2,
        workers,
        2,
        retriesByOperator,
        lease,
        caughtErrors,
        faults,
        isAfterLateDelivery);
  }

  /** More deliveries and operators for schedules in which only this goes wrong. */
  Scenario onlyWith(int deliveriesOfAJob, int operators, Set<Fault> onlyFaults) {
    return new Scenario(
        name,
        inputs,
        headers,
        retries,
        jobs,
        workers,
        deliveriesOfAJob,
        operators,
        lease,
        caughtErrors,
        onlyFaults,
        isAfterLateDelivery);
  }

  /** A message whose result cannot be mapped. */
  Scenario withBrokenExpression() {
    return new Scenario(
        name + ", broken result expression",
        inputs,
        Map.of("resultExpression", "={id: 1 / 0}"),
        retries,
        jobs,
        workers,
        deliveries,
        retriesByOperator,
        lease,
        caughtErrors,
        faults,
        isAfterLateDelivery);
  }

  /** Begins where two faults have happened already. */
  Scenario afterLateDelivery() {
    return new Scenario(
        name + ", after a late delivery",
        inputs,
        headers,
        retries,
        jobs,
        workers,
        deliveries,
        retriesByOperator,
        lease,
        caughtErrors,
        faults,
        true);
  }

  boolean sendsAgain() {
    return "resend".equals(inputs.get("onUnknownOutcome"));
  }

  boolean canBeLookedFor() {
    return jobs == 1 && inputs.containsKey(CONVERSATION);
  }
}

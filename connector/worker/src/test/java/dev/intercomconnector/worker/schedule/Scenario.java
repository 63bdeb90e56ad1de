package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.worker.job.JobEndSender;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all schedules of a search have in common. Each method that changes it makes a copy. */
final class Scenario {

  static final Duration LEASE = Duration.ofMinutes(1);
  static final String CONTACT_EMAIL = "ann@example.com";

  private static final String CONVERSATION = "createConversationWithoutContactReply";

  /** The most that the rules allow two clocks to differ by. */
  private static final Duration MARGIN = JobEndSender.MARGIN;

  String name;

  /** Of each job's task, in its local variable {@code intercom}. */
  Map<String, Object> inputs;

  /** Where the worker's result goes. */
  Map<String, String> headers = Map.of("resultVariable", "sent");

  int retries = 3;

  /** How many jobs there are; two are siblings of one multi-instance body. */
  int jobs = 1;

  int workers;

  /** How far each worker's clock is ahead of the engine's and Intercom's. */
  List<Duration> clocksAhead = List.of();

  /** Deliveries of a job after which nothing else goes wrong with it. */
  int deliveries = 3;

  /** How often an operator retries, with or without a word that is true. */
  int retriesByOperator = 1;

  Duration lease = LEASE;

  /** What can go wrong. */
  Set<Fault> faults = EnumSet.allOf(Fault.class);

  /**
   * Whether an earlier holder's marker and fail command are still under way to the engine; both can
   * hang for as long as nobody waits for them.
   */
  boolean isAfterLateDelivery;

  /** Whether the jobs belong to listeners, which cannot keep the promise. */
  boolean isOfListeners;

  private Scenario(String name, int workers, Map<String, Object> inputs) {
    this.name = name;
    this.workers = workers;
    this.inputs = inputs;
  }

  /** All that are searched. */
  static List<Scenario> all() {
    return List.of(
        byEmail(2),
        byEmail(3),
        byEmail(2).withClocksAhead(MARGIN.negated(), Duration.ZERO),
        byEmail(2).withClocksAhead(MARGIN, Duration.ZERO),
        byEmail(2).thatIsSentAgain(),
        byEmail(2).thatThrows(),
        byEmail(2).withBrokenExpression(),
        byEmail(2).afterLateDelivery(),
        byEmail(2).ofListeners(),
        thatCanBeLookedFor(2),
        thatCanBeLookedFor(2).thatIsSentAgain(),
        byEmail(1).ofSiblings(),
        thatCanBeLookedFor(1).ofSiblings());
  }

  /** An in-app message to a contact named by e-mail, which Intercom cannot be asked about later. */
  static Scenario byEmail(int workers) {
    return new Scenario(
        "one message, " + workers + " workers",
        workers,
        Map.of(
            "from", Map.of("type", "admin", "id", "7"),
            "to", List.of(Map.of("type", "user", "email", CONTACT_EMAIL)),
            "body", "Hello"));
  }

  /** A message that opens a conversation, so that it can be looked for. */
  static Scenario thatCanBeLookedFor(int workers) {
    Scenario copy = byEmail(workers).with(CONVERSATION, true);
    copy.name = "one message that can be looked for, " + workers + " workers";
    return copy;
  }

  /** A message that is sent again when its outcome is unknown. */
  Scenario thatIsSentAgain() {
    return with("onUnknownOutcome", "resend").named(", sent again");
  }

  /** A message whose unknown outcome is an error that the diagram does not catch. */
  Scenario thatThrows() {
    return with("onUnknownOutcome", "bpmnError").named(", BPMN error");
  }

  /** Two jobs of one multi-instance body that send the same words to the same contact. */
  Scenario ofSiblings() {
    Scenario copy = named("");
    copy.name =
        name.replace("one message", "two sibling messages").replace("1 workers", "1 worker");
    copy.jobs = 2;
    copy.deliveries = 2;
    return copy;
  }

  /** Jobs of a listener, for which nothing may be sent. */
  Scenario ofListeners() {
    Scenario copy = named(", a listener's job");
    copy.isOfListeners = true;
    return copy;
  }

  Scenario withClocksAhead(Duration... ahead) {
    Scenario copy =
        named(
            ", worker A's clock %d s %s"
                .formatted(ahead[0].abs().toSeconds(), ahead[0].isNegative() ? "late" : "early"));
    copy.clocksAhead = List.of(ahead);
    return copy;
  }

  /** More deliveries and operators for schedules in which only this goes wrong. */
  Scenario onlyWith(int deliveriesOfAJob, int operators, Set<Fault> onlyFaults) {
    Scenario copy = named("");
    copy.deliveries = deliveriesOfAJob;
    copy.retriesByOperator = operators;
    copy.faults = onlyFaults;
    return copy;
  }

  /** A message whose result cannot be mapped. */
  Scenario withBrokenExpression() {
    Scenario copy = named(", broken result expression");
    copy.headers = Map.of("resultExpression", "={id: 1 / 0}");
    return copy;
  }

  /** Begins where two faults have happened already. */
  Scenario afterLateDelivery() {
    Scenario copy = named(", after a late delivery");
    copy.isAfterLateDelivery = true;
    return copy;
  }

  private Scenario with(String input, Object value) {
    Scenario copy = named("");
    copy.inputs = new HashMap<>(inputs);
    copy.inputs.put(input, value);
    return copy;
  }

  /** A copy. */
  private Scenario named(String suffix) {
    Scenario copy = new Scenario(name + suffix, workers, inputs);
    copy.headers = headers;
    copy.retries = retries;
    copy.jobs = jobs;
    copy.clocksAhead = clocksAhead;
    copy.deliveries = deliveries;
    copy.retriesByOperator = retriesByOperator;
    copy.lease = lease;
    copy.faults = faults;
    copy.isAfterLateDelivery = isAfterLateDelivery;
    copy.isOfListeners = isOfListeners;
    return copy;
  }

  boolean sendsAgain() {
    return "resend".equals(inputs.get("onUnknownOutcome"));
  }

  boolean canBeLookedFor() {
    return jobs == 1 && inputs.containsKey(CONVERSATION);
  }

  @Override
  public String toString() {
    return name;
  }
}

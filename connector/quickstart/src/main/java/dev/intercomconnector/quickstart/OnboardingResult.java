package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of an onboarding.
 *
 * @param finished whether there is nothing left to wait for
 * @param missing what is not as the scenario says, a sentence each; empty when all is well
 */
record OnboardingResult(boolean finished, List<String> missing) {

  /**
   * Judges an onboarding.
   *
   * @param events of its process instance
   * @param arrivals to its contact
   */
  static OnboardingResult of(
      Onboarding onboarding, List<EngineEvent> events, List<ArrivedMessage> arrivals) {
    OnboardingScenario scenario = onboarding.scenario();
    List<String> missing = new ArrayList<>();
    boolean completed =
        completed(events).anyMatch(element -> element.type() == BpmnElementType.PROCESS);
    if (!completed) {
      missing.add("The process instance has not completed: it stands at " + place(events) + ".");
    }
    List<EngineEvent.Element> ends =
        completed(events).filter(element -> element.type() == BpmnElementType.END_EVENT).toList();
    if (completed
        && !ends.stream().map(EngineEvent.Element::id).toList().equals(List.of(scenario.end()))) {
      missing.add(
          "It ended at %s, not at %s."
              .formatted(ends.stream().map(EngineEvent.Element::name).toList(), scenario.end()));
    }
    List<MessageKind> sent = arrivals.stream().map(arrival -> arrival.message().kind()).toList();
    if (!sent.equals(scenario.messages())) {
      missing.add(
          "%s should have got %s and got %s."
              .formatted(scenario.contactName(), words(scenario.messages()), words(sent)));
    }
    List<String> incidents = incidents(events);
    missing.addAll(incidents);
    return new OnboardingResult(completed || !incidents.isEmpty(), List.copyOf(missing));
  }

  /** Whether everything went as the scenario says. */
  boolean asExpected() {
    return finished && missing.isEmpty();
  }

  private static Stream<EngineEvent.Element> completed(List<EngineEvent> events) {
    return elements(events).filter(element -> element.step() == Step.COMPLETED);
  }

  private static Stream<EngineEvent.Element> elements(List<EngineEvent> events) {
    return events.stream()
        .filter(EngineEvent.Element.class::isInstance)
        .map(EngineEvent.Element.class::cast);
  }

  private static String place(List<EngineEvent> events) {
    return elements(events)
        .filter(element -> element.step() == Step.ACTIVATED)
        .reduce((earlier, later) -> later)
        .map(element -> "\"" + element.name() + "\"")
        .orElse("its beginning");
  }

  private static List<String> incidents(List<EngineEvent> events) {
    List<Long> resolved =
        events.stream()
            .filter(EngineEvent.IncidentResolved.class::isInstance)
            .map(event -> ((EngineEvent.IncidentResolved) event).key())
            .toList();
    return events.stream()
        .filter(EngineEvent.Incident.class::isInstance)
        .map(EngineEvent.Incident.class::cast)
        .filter(incident -> !resolved.contains(incident.key()))
        .map(
            incident ->
                "Incident at \"%s\": %s".formatted(incident.elementName(), incident.message()))
        .toList();
  }

  private static String words(List<MessageKind> kinds) {
    return kinds.isEmpty()
        ? "no message"
        : kinds.stream().map(MessageKind::word).collect(Collectors.joining(" and "));
  }
}

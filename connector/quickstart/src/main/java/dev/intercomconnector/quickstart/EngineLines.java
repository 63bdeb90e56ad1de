package dev.intercomconnector.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine's events read like: the events of the diagram, the beginning and the result of
 * tasks, the way taken at a gateway, and what went wrong. Repeated looks are told once.
 */
final class EngineLines {
  private static final List<String> TELLING = List.of("messageId", "conversationId", "found");

  private EngineLines() {}

  /**
   * The lines of one process instance.
   *
   * @param events oldest first
   */
  static List<TimelineLine> of(List<EngineEvent> events) {
    List<TimelineLine> lines = new ArrayList<>();
    Set<String> failuresTold = new HashSet<>();
    String result = "";
    for (EngineEvent event : events) {
      switch (event) {
        case EngineEvent.Element element -> {
          line(element, result).forEach(lines::add);
          if (element.step() == Step.COMPLETED) {
            result = "";
          }
        }
        case EngineEvent.Variable variable -> {
          String told = result(variable);
          result = told.isEmpty() ? result : told;
        }
        case EngineEvent.Incident incident ->
            lines.add(
                new TimelineLine(
                    incident.time(), incident.elementName(), "INCIDENT " + incident.message()));
        case EngineEvent.IncidentResolved resolved ->
            lines.add(new TimelineLine(resolved.time(), "Incident", "resolved"));
        case EngineEvent.JobFailed failed -> {
          if (failuresTold.add(failed.elementName() + failed.message())) {
            lines.add(new TimelineLine(failed.time(), failed.elementName(), failed.message()));
          }
        }
        case EngineEvent.LeaseEnded unused -> {}
        case EngineEvent.BpmnError error ->
            lines.add(
                new TimelineLine(
                    error.time(),
                    error.elementName(),
                    "BPMN error " + error.code() + ": " + error.message()));
      }
    }
    return lines;
  }

  private static Stream<TimelineLine> line(EngineEvent.Element element, String result) {
    boolean task = element.type() == BpmnElementType.SERVICE_TASK;
    boolean event =
        element.type() == BpmnElementType.START_EVENT
            || element.type() == BpmnElementType.END_EVENT;
    boolean namedFlow = element.step() == Step.TAKEN && !element.name().equals(element.id());
    String detail =
        switch (element.step()) {
          case ACTIVATED -> "begins";
          case COMPLETED -> result.isEmpty() ? "done" : "done: " + result;
          case TERMINATED -> "ended early";
          case TAKEN -> "";
        };
    if (task) {
      return Stream.of(new TimelineLine(element.time(), element.name(), detail));
    }
    return namedFlow || (event && element.step() == Step.COMPLETED)
        ? Stream.of(new TimelineLine(element.time(), element.name(), ""))
        : Stream.empty();
  }

  /** What a task's result says, such as {@code messageId 1, conversationId 2}; or nothing. */
  private static String result(EngineEvent.Variable variable) {
    try {
      JsonNode value = Json.read(variable.json().getBytes(UTF_8));
      return TELLING.stream()
          .filter(value::hasNonNull)
          .map(field -> field + " " + value.path(field).asText())
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "";
    }
  }
}

package dev.intercomconnector.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.testengine.EngineEvent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where one process instance stands, as JSON; built from its events, oldest first. */
final class InstanceJson {
  /** Their tokens are those of the elements within. */
  private static final Set<BpmnElementType> CONTAINERS =
      Set.of(BpmnElementType.SUB_PROCESS, BpmnElementType.MULTI_INSTANCE_BODY);

  private final Map<String, Integer> tokens = new LinkedHashMap<>();
  private final Set<String> completed = new LinkedHashSet<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private final Map<Long, EngineEvent.Incident> incidents = new LinkedHashMap<>();
  private final Map<String, EngineEvent.JobFailed> failures = new LinkedHashMap<>();
  private final Map<String, JsonNode> variables = new LinkedHashMap<>();
  private String process = "";
  private String state = "active";

  private InstanceJson() {}

  /** Shows an instance. */
  static ObjectNode of(List<EngineEvent> events) {
    InstanceJson view = new InstanceJson();
    events.forEach(view::see);
    EngineEvent first = events.getFirst();
    ObjectNode shown =
        Json.object()
            .put("key", Long.toString(first.processInstance()))
            .put("started", first.time().toString());
    view.show(shown);
    shown.set(
        "story",
        Json.array(
            EngineLines.of(events),
            line ->
                Json.object()
                    .put("time", line.time().toString())
                    .put("what", line.what())
                    .put("detail", line.detail())));
    return shown;
  }

  private void see(EngineEvent event) {
    switch (event) {
      case EngineEvent.Element element -> element(element);
      case EngineEvent.Variable variable -> {
        if (variable.scope() == variable.processInstance()) {
          variables.put(variable.name(), read(variable.json()));
        }
      }
      case EngineEvent.Incident incident -> incidents.put(incident.key(), incident);
      case EngineEvent.IncidentResolved resolved -> incidents.remove(resolved.key());
      case EngineEvent.JobFailed failed -> failures.put(failed.elementId(), failed);
      case EngineEvent.BpmnError unused -> {}
      case EngineEvent.LeaseEnded unused -> {}
    }
  }

  private void element(EngineEvent.Element element) {
    if (element.type() == BpmnElementType.PROCESS) {
      process = element.id();
      state =
          switch (element.step()) {
            case COMPLETED -> "completed";
            case TERMINATED -> "terminated";
            case ACTIVATED, TAKEN -> "active";
          };
    } else if (!CONTAINERS.contains(element.type())) {
      switch (element.step()) {
        case ACTIVATED -> tokens.merge(element.id(), 1, Integer::sum);
        case COMPLETED -> {
          left(element.id());
          completed.add(element.id());
        }
        case TERMINATED -> left(element.id());
        case TAKEN -> taken.add(element.id());
      }
    }
  }

  private void left(String element) {
    failures.remove(element);
    tokens.computeIfPresent(element, (unused, count) -> count == 1 ? null : count - 1);
  }

  private void show(ObjectNode shown) {
    shown.put("process", process).put("state", state);
    ObjectNode counts = shown.putObject("tokens");
    tokens.forEach(counts::put);
    completed.forEach(shown.putArray("completed")::add);
    taken.forEach(shown.putArray("taken")::add);
    shown.set(
        "incidents",
        Json.array(
            List.copyOf(incidents.values()),
            incident ->
                Json.object()
                    .put("key", Long.toString(incident.key()))
                    .put("element", incident.elementId())
                    .put("name", incident.elementName())
                    .put("message", incident.message())));
    shown.set(
        "failures",
        Json.array(
            List.copyOf(failures.values()),
            failed ->
                Json.object()
                    .put("element", failed.elementId())
                    .put("name", failed.elementName())
                    .put("message", failed.message())
                    .put("retriesLeft", failed.retriesLeft())));
    ObjectNode values = shown.putObject("variables");
    variables.forEach(values::set);
  }

  private static JsonNode read(String json) {
    try {
      return Json.read(json.getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("The engine stored a variable that is not JSON", e);
    }
  }
}

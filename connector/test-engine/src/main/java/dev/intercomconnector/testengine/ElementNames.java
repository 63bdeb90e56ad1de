package dev.intercomconnector.testengine;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that elements bear in the diagram of one process, by their ids. A named flow out of a
 * gateway reads as question and answer: {@code Answered in time? Yes}.
 */
final class ElementNames {
  private final Map<String, String> names = new HashMap<>();

  /**
   * Reads a diagram.
   *
   * @param bpmn the XML as it was deployed
   */
  ElementNames(byte[] bpmn) {
    BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn));
    for (Process process : model.getModelElementsByType(Process.class)) {
      name(process.getId(), process.getName());
    }
    for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
      name(element.getId(), element.getName());
    }
    for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
      String question = flow.getSource() == null ? null : flow.getSource().getName();
      String answer = flow.getName();
      if (question != null && answer != null && !answer.isBlank()) {
        name(flow.getId(), question + " " + answer);
      }
    }
  }

  /** The name, or the id of an element that has none. */
  String of(String id) {
    return names.getOrDefault(id, id);
  }

  private void name(String id, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      names.put(id, name.strip());
    }
  }
}

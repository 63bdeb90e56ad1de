package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.task.FindConversationResult;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a generated form into that of a BPMN message, which the generator cannot express: it knows
 * only what Camunda's connector runtime reads. Here the engine itself correlates, so that the
 * fields go into the message, its subscription and the element's output.
 */
final class MessageFinish {

  /** The field that chooses the message's name. */
  static final String EVENT = "event";

  /** The field that holds the correlation key. */
  static final String MESSAGE_ID = "messageId";

  private static final String RESULT_VARIABLE = "resultVariable";
  private static final Set<String> GROUPS = Set.of("operation", "output");

  private MessageFinish() {}

  /**
   * Keeps what a message needs, and binds it; {@link TemplateFinish} does the rest.
   *
   * @param generated stays as it is
   */
  static ObjectNode finish(ObjectNode generated) {
    ObjectNode template = generated.deepCopy();
    ArrayNode groups = template.putArray("groups");
    for (JsonNode group : generated.path("groups")) {
      if (GROUPS.contains(group.path("id").asText())) {
        groups.add(group);
      }
    }
    Map<String, ObjectNode> bindings = bindings(template);
    ArrayNode fields = template.putArray("properties");
    for (JsonNode generatedField : generated.path("properties")) {
      ObjectNode field = generatedField.deepCopy();
      ObjectNode binding = bindings.get(field.path("id").asText());
      if (binding != null) {
        field.set("binding", binding);
        fields.add(field);
      }
      if (field.path("id").asText().equals(RESULT_VARIABLE)) {
        // Without one, every part of the result would become a variable of the process.
        field.putObject("constraints").put("notEmpty", true);
        field.put("tooltip", "The variable that takes the conversation, with its last reply.");
      }
    }
    return template;
  }

  private static Map<String, ObjectNode> bindings(ObjectNode json) {
    return Map.of(
        EVENT,
        json.objectNode().put("type", "bpmn:Message#property").put("name", "name"),
        MESSAGE_ID,
        json.objectNode()
            .put("type", "bpmn:Message#zeebe:subscription#property")
            .put("name", "correlationKey"),
        RESULT_VARIABLE,
        json.objectNode().put("type", "zeebe:output").put("source", wholeResult()));
  }

  /** The message's variables, put together to the one that Find would have left. */
  private static String wholeResult() {
    List<String> names =
        Stream.of(FindConversationResult.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    return names.stream()
        .map(name -> name + ": " + name)
        .collect(Collectors.joining(", ", "={", "}"));
  }
}

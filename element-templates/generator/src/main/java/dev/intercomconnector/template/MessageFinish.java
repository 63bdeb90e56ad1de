package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** The field that holds the message's name. */
  static final String EVENT = "event";

  /** The fields that hold the correlation key. */
  static final String MESSAGE_ID = "messageId";

  static final String CONTACT_ID = "contactId";

  private static final String RESULT_VARIABLE = "resultVariable";

  private MessageFinish() {}

  /**
   * Keeps what a message needs, and binds it; {@link TemplateFinish} does the rest.
   *
   * @param generated stays as it is
   * @param variables the message's variables, which are put together to one
   */
  static ObjectNode finish(ObjectNode generated, Class<? extends Record> variables) {
    ObjectNode template = generated.deepCopy();
    Map<String, ObjectNode> bindings = bindings(template, variables);
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
        field.put("tooltip", "The variable that takes what came, such as who wrote and what.");
      }
    }
    Set<String> used =
        Stream.iterate(0, i -> i < fields.size(), i -> i + 1)
            .map(i -> fields.get(i).path("group").asText())
            .collect(Collectors.toSet());
    ArrayNode groups = template.putArray("groups");
    for (JsonNode group : generated.path("groups")) {
      if (used.contains(group.path("id").asText())) {
        groups.add(group);
      }
    }
    return template;
  }

  private static Map<String, ObjectNode> bindings(
      ObjectNode json, Class<? extends Record> variables) {
    ObjectNode correlationKey =
        json.objectNode()
            .put("type", "bpmn:Message#zeebe:subscription#property")
            .put("name", "correlationKey");
    return Map.of(
        EVENT,
        json.objectNode().put("type", "bpmn:Message#property").put("name", "name"),
        MESSAGE_ID,
        correlationKey,
        CONTACT_ID,
        correlationKey,
        RESULT_VARIABLE,
        json.objectNode().put("type", "zeebe:output").put("source", whole(variables)));
  }

  private static String whole(Class<? extends Record> variables) {
    List<String> names =
        Stream.of(variables.getRecordComponents()).map(RecordComponent::getName).toList();
    return names.stream()
        .map(name -> name + ": " + name)
        .collect(Collectors.joining(", ", "={", "}"));
  }
}

package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.task.TaskInputs;
import java.util.List;

/**
 * Gives a generated field what the generator cannot say (placeholders, fields that only steer the
 * form) and replaces what we do not follow it in (descriptions, the error field, no backoff).
 *
 * @param resultVariable an example
 * @param resultExpression an example
 * @param errors what takes the place of the generated error field
 */
record FieldFinish(String resultVariable, String resultExpression, ErrorFields errors) {

  private static final List<String> ORDER =
      List.of(
          "id",
          "label",
          "type",
          "tooltip",
          "placeholder",
          "value",
          "choices",
          "optional",
          "feel",
          "constraints",
          "group",
          "binding",
          "condition");

  /** The field or fields that take the generated one's place. */
  List<ObjectNode> finish(ObjectNode generated) {
    ObjectNode field = generated.deepCopy();
    rename(field, "description", "tooltip");
    rename(field, "exampleValue", "placeholder");
    markOptional(field);
    bind(field);
    switch (field.path("id").asText()) {
      case "taskDefinitionType" ->
          field
              .put("label", "Task type")
              .put("tooltip", "Which workers take the job: the task type that yours is set to.")
              .put("placeholder", field.path("value").asText())
              .putObject("constraints")
              .put("notEmpty", true);
      case "resultVariable" -> {
        field.put("placeholder", resultVariable);
        if (!field.path("constraints").path("notEmpty").asBoolean()) {
          field.put("tooltip", "The variable that takes the whole result. Empty for none.");
        }
        pattern(
            field,
            Form.NAME,
            "must be one name of letters and digits, such as "
                + resultVariable
                + ", and not intercom.");
      }
      case "resultExpression" ->
          field
              .put("tooltip", "Picks parts of the result: each entry becomes a variable.")
              .put("placeholder", resultExpression);
      case "retryCount" -> {
        field
            .put("tooltip", "How often the engine hands the job out before an incident.")
            .put("placeholder", "3");
        pattern(field, "^(=.*|\\d+)$", "must be a whole number, such as 3, or an expression.");
      }
      case "retryBackoff" -> {
        field
            .put("tooltip", "The pause before the first retry. Later ones are longer.")
            .put("value", "PT30S")
            .put("placeholder", "PT30S");
        pattern(field, Form.DURATION, "must be an ISO-8601 duration, such as PT30S or PT5M.");
      }
      default -> {}
    }
    if (field.path("type").asText().equals("Hidden")) {
      field.remove(List.of("feel", "label"));
    }
    if (field.path("feel").asText().equals("required")) {
      // The editor of such a field shows the equals sign itself.
      field.put("placeholder", field.path("placeholder").asText().replaceFirst("^= ", ""));
    }
    List<ObjectNode> fields =
        field.path("id").asText().equals("errorExpression")
            ? errors.insteadOf(field)
            : List.of(field);
    return fields.stream().map(FieldFinish::inOrder).toList();
  }

  private static void pattern(ObjectNode field, String value, String message) {
    field
        .withObjectProperty("constraints")
        .putObject("pattern")
        .put("value", value)
        .put("message", message);
  }

  private static void rename(ObjectNode field, String from, String to) {
    JsonNode value = field.remove(from);
    if (value != null && !field.has(to) && !field.path("type").asText().equals("Hidden")) {
      field.set(to, value);
    }
  }

  /** Engines before 8.8 refuse an empty input, so that a blank field must write none. */
  private static void markOptional(ObjectNode field) {
    if (!field.path("optional").asBoolean()) {
      field.remove("optional");
      return;
    }
    // The schema wants this said of an optional field.
    field.withObjectProperty("constraints").put("notEmpty", false);
  }

  /** An input goes into the one variable of all inputs; what only steers the form, beside it. */
  private static void bind(ObjectNode field) {
    ObjectNode binding = field.withObjectProperty("binding");
    String name = binding.path("name").asText();
    if (name.startsWith(Form.ONLY)) {
      binding.put("type", "zeebe:property");
    } else if (binding.path("type").asText().equals("zeebe:input")) {
      binding.put("name", TaskInputs.VARIABLE + "." + name);
    }
  }

  /** One order for all, so that a change in a file is a change in the form. */
  private static ObjectNode inOrder(ObjectNode field) {
    ObjectNode ordered = field.objectNode();
    ORDER.forEach(
        name -> {
          JsonNode value = field.remove(name);
          if (value != null) {
            ordered.set(name, value);
          }
        });
    if (!field.isEmpty()) {
      throw new IllegalStateException("The generator wrote something new: " + field);
    }
    return ordered;
  }
}

package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template's form with a choice made in each of its dropdowns and something in every field. */
record FilledForm(TemplateFields fields, Map<String, String> choices) {

  /** Every form that the dropdowns of the given ids allow. */
  static List<FilledForm> every(TemplateFields fields, String... dropdowns) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (String dropdown : dropdowns) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String choice : TemplateFields.choices(fields.byId(dropdown))) {
          Map<String, String> next = new HashMap<>(shorter);
          next.put(dropdown, choice);
          longer.add(next);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(choices -> new FilledForm(fields, choices)).toList();
  }

  /** The fields that are shown. */
  List<JsonNode> shown() {
    return fields.all().stream()
        .filter(
            field ->
                TemplateFields.condition(field).entrySet().stream()
                    .allMatch(wanted -> wanted.getValue().contains(value(wanted.getKey()))))
        .toList();
  }

  /** The job's variables. */
  JsonNode variables() {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    for (JsonNode field : shown()) {
      if (field.path("binding").path("type").asText().equals("zeebe:input")) {
        String[] path = field.path("binding").path("name").asText().split("\\.", -1);
        ObjectNode parent = variables;
        for (String name : Arrays.asList(path).subList(0, path.length - 1)) {
          parent = parent.withObjectProperty(name);
        }
        parent.set(path[path.length - 1], content(field));
      }
    }
    return variables;
  }

  private String value(String id) {
    String otherwise = fields.byId(id).path("value").asText();
    return choices.getOrDefault(id, otherwise);
  }

  private JsonNode content(JsonNode field) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (field.path("feel").asText().equals("required")) {
      return json.arrayNode()
          .add(json.objectNode().put("type", "user").put("email", "ann@example.com"));
    }
    if (Set.of("Dropdown", "Boolean", "Hidden").contains(field.path("type").asText())) {
      return json.textNode(value(field.path("id").asText()));
    }
    return json.textNode(field.path("placeholder").asText());
  }
}

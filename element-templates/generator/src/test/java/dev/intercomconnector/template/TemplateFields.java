package dev.intercomconnector.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Questions that the tests ask of a template. */
record TemplateFields(ObjectNode template) {

  static TemplateFields of(String file) {
    return new TemplateFields(Objects.requireNonNull(Templates.all().get(file), file));
  }

  /** Whether the element becomes a job of the worker, rather than waiting for a message of it. */
  boolean isOfJob() {
    return all().stream()
        .anyMatch(
            field -> field.path("binding").path("type").asText().equals("zeebe:taskDefinition"));
  }

  List<JsonNode> all() {
    List<JsonNode> fields = new ArrayList<>();
    template.path("properties").forEach(fields::add);
    return fields;
  }

  JsonNode byId(String id) {
    return all().stream()
        .filter(field -> field.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field " + id));
  }

  /** The values of other fields, by id, with which the field is shown; empty for always. */
  static Map<String, Set<String>> condition(JsonNode field) {
    JsonNode condition = field.path("condition");
    Map<String, Set<String>> wanted = new HashMap<>();
    if (condition.has("allMatch")) {
      condition.path("allMatch").forEach(one -> add(wanted, one));
    } else if (!condition.isMissingNode()) {
      add(wanted, condition);
    }
    return wanted;
  }

  private static void add(Map<String, Set<String>> wanted, JsonNode condition) {
    Set<String> values = new HashSet<>();
    if (condition.has("equals")) {
      values.add(condition.path("equals").asText());
    }
    condition.path("oneOf").forEach(value -> values.add(value.asText()));
    wanted.put(condition.path("property").asText(), values);
  }

  /** Whether both can be shown at once. */
  static boolean canMeet(JsonNode one, JsonNode other) {
    var conditions = condition(one);
    return condition(other).entrySet().stream()
        .noneMatch(
            wanted -> {
              Set<String> values = conditions.get(wanted.getKey());
              return values != null && values.stream().noneMatch(wanted.getValue()::contains);
            });
  }

  static Set<String> choices(JsonNode dropdown) {
    Set<String> values = new HashSet<>();
    dropdown.path("choices").forEach(choice -> values.add(choice.path("value").asText()));
    return values;
  }

  /** The fields that become inputs of the task. */
  Stream<JsonNode> inputs() {
    return all().stream()
        .filter(field -> field.path("binding").path("type").asText().equals("zeebe:input"));
  }

  /** The input that a field becomes, as the worker names it, such as {@code to.email}. */
  static String input(JsonNode field) {
    String target = field.path("binding").path("name").asText();
    assertThat(target).startsWith("intercom.");
    return target.substring("intercom.".length());
  }
}

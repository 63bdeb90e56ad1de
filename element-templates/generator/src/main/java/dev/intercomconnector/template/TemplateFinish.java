package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Turns what Camunda's generator writes into the form we want: groups that are open, keywords where
 * the modeler looks for them, and {@link FieldFinish finished fields}.
 */
final class TemplateFinish {

  private static final Set<String> CLOSED = Set.of("connector", "error", "retries");

  private TemplateFinish() {}

  /**
   * Finishes a template.
   *
   * @param generated stays as it is
   */
  static ObjectNode finish(ObjectNode generated, FieldFinish fields) {
    ObjectNode template = generated.deepCopy();
    template.set("keywords", template.path("metadata").path("keywords"));
    template.remove("metadata");
    template.path("groups").forEach(group -> openOrClose((ObjectNode) group));
    ArrayNode properties = template.putArray("properties");
    for (JsonNode property : generated.path("properties")) {
      fields.finish((ObjectNode) property).forEach(properties::add);
    }
    // The icon is long: it goes last, so that a person who opens the file can read the rest.
    template.set("icon", template.remove("icon"));
    return template;
  }

  /** A group that says nothing is closed by the modeler, while the generator means it open. */
  private static void openOrClose(ObjectNode group) {
    boolean open = !CLOSED.contains(group.path("id").asText());
    group.put("openByDefault", group.path("openByDefault").asBoolean(open));
  }
}

package dev.intercomconnector.task.template;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The choice of what a failure becomes. A designer who wants to catch our error codes on the
 * diagram picks a choice instead of writing an expression, which is still there for the rest.
 */
final class ErrorFields {

  /** Every code of ours as a BPMN error; whatever else goes wrong stays an incident. */
  static final String OUR_CODES_AS_BPMN_ERRORS =
      "=if error.code != null and starts with(error.code, \"INTERCOM_\")"
          + " then bpmnError(error.code, error.message) else null";

  private static final String CHOICE = "onError";

  private ErrorFields() {}

  static List<ObjectNode> insteadOf(ObjectNode expression) {
    ObjectNode choice = expression.objectNode();
    choice
        .put("id", CHOICE)
        .put("label", "On failure")
        .put("type", "Dropdown")
        .put(
            "tooltip",
            "BPMN errors are caught by a boundary event. Their codes begin with INTERCOM_, such as"
                + " INTERCOM_CONTACT_NOT_FOUND or INTERCOM_UNSUBSCRIBED. One that nothing catches"
                + " becomes an incident.")
        .put("value", "incident")
        .put("group", expression.path("group").asText());
    choice
        .putArray("choices")
        .add(choice("Raise an incident", "incident"))
        .add(choice("Throw a BPMN error with Intercom's code", "bpmnError"))
        .add(choice("Evaluate an expression", "expression"));
    choice.putObject("binding").put("type", "zeebe:property").put("name", Form.ONLY + CHOICE);

    ObjectNode codes = expression.objectNode();
    codes
        .put("id", "errorCodes")
        .put("type", "Hidden")
        .put("value", OUR_CODES_AS_BPMN_ERRORS)
        .put("group", expression.path("group").asText());
    codes.set("binding", expression.path("binding").deepCopy());
    codes.set("condition", when(expression, "bpmnError"));

    ObjectNode own = expression.deepCopy();
    own.put(
        "placeholder",
        "= if error.code = \"INTERCOM_UNSUBSCRIBED\" then bpmnError(error.code, error.message)"
            + " else null");
    own.set("condition", when(expression, "expression"));
    return List.of(choice, codes, own);
  }

  private static ObjectNode choice(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
  }

  private static ObjectNode when(ObjectNode expression, String choice) {
    return expression
        .objectNode()
        .put("property", CHOICE)
        .put("equals", choice)
        .put("type", "simple");
  }
}

package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The choice of what a failure becomes. A designer who wants to catch our error codes on the
 * diagram picks a choice instead of writing an expression, which is still there for the rest.
 */
enum ErrorFields {
  /** Of a send, which may be told to send again where its outcome is unknown. */
  SEND {
    @Override
    void addCodes(ObjectNode expression, List<ObjectNode> fields) {
      fields.add(codes(expression, "errorCodes", UNAVAILABLE, "incident", "bpmnError"));
      fields.add(codes(expression, "errorCodesOrResend", UNAVAILABLE_OR_UNKNOWN, "resend"));
    }
  },
  /** Of a look, which anybody may repeat. */
  FIND {
    @Override
    void addCodes(ObjectNode expression, List<ObjectNode> fields) {
      fields.add(codes(expression, "errorCodes", UNAVAILABLE));
    }
  };

  private static final String CHOICE = "onError";
  private static final String UNAVAILABLE = "error.code = \"INTERCOM_UNAVAILABLE\"";
  private static final String UNAVAILABLE_OR_UNKNOWN =
      "error.code in (\"INTERCOM_UNAVAILABLE\", \"INTERCOM_OUTCOME_UNKNOWN\")";

  abstract void addCodes(ObjectNode expression, List<ObjectNode> fields);

  /** The fields that take the place of the generated one for an error expression. */
  List<ObjectNode> insteadOf(ObjectNode expression) {
    List<ObjectNode> fields = new ArrayList<>();
    fields.add(choice(expression));
    addCodes(expression, fields);
    ObjectNode own = expression.deepCopy();
    own.put(
        "tooltip",
        "Decides by error.code what a failure becomes: bpmnError(...), jobError(...),"
            + " ignoreError(...), or null to leave it as it is.");
    own.put(
        "placeholder",
        "if error.code = \"INTERCOM_UNSUBSCRIBED\" then bpmnError(error.code, error.message)"
            + " else null");
    own.set("condition", when(CHOICE, "expression"));
    fields.add(own);
    return fields;
  }

  private static ObjectNode choice(ObjectNode expression) {
    ObjectNode choice = expression.objectNode();
    choice
        .put("id", CHOICE)
        .put("label", "On failure")
        .put("type", "Dropdown")
        .put(
            "tooltip",
            "BPMN errors are caught by a boundary event. Their codes begin with INTERCOM_, such as"
                + " INTERCOM_CONTACT_NOT_FOUND or INTERCOM_UNSUBSCRIBED. One that nothing catches"
                + " becomes an incident. Where Intercom cannot be reached, the retries come first.")
        .put("value", "incident")
        .put("group", expression.path("group").asText());
    choice
        .putArray("choices")
        .add(named("Raise an incident", "incident"))
        .add(named("Throw a BPMN error with Intercom's code", "bpmnError"))
        .add(named("Evaluate an expression", "expression"));
    choice.putObject("binding").put("type", "zeebe:property").put("name", Form.ONLY + CHOICE);
    return choice;
  }

  /**
   * A hidden expression that makes every code of ours a BPMN error; whatever else goes wrong stays
   * as it is.
   *
   * @param mendedByRetry what is left to the retries as long as there are any
   * @param onUnknownOutcome the choices of that field with which this one counts; none for any
   */
  private static ObjectNode codes(
      ObjectNode expression, String id, String mendedByRetry, String... onUnknownOutcome) {
    ObjectNode codes = expression.objectNode();
    codes
        .put("id", id)
        .put("type", "Hidden")
        .put(
            "value",
            "=if error.code != null and starts with(error.code, \"INTERCOM_\")"
                + " and not(job.retries > 1 and "
                + mendedByRetry
                + ") then bpmnError(error.code, error.message, {error: error}) else null")
        .put("group", expression.path("group").asText());
    codes.set("binding", expression.path("binding").deepCopy());
    if (onUnknownOutcome.length == 0) {
      codes.set("condition", when(CHOICE, "bpmnError"));
    } else {
      codes
          .putObject("condition")
          .putArray("allMatch")
          .add(when(CHOICE, "bpmnError"))
          .add(when("onUnknownOutcome", onUnknownOutcome));
    }
    return codes;
  }

  private static ObjectNode named(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
  }

  private static ObjectNode when(String field, String... choices) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode().put("property", field);
    if (choices.length == 1) {
      condition.put("equals", choices[0]);
    } else {
      ArrayNode oneOf = condition.putArray("oneOf");
      for (String choice : choices) {
        oneOf.add(choice);
      }
    }
    return condition.put("type", "simple");
  }
}

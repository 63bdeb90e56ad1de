package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One of the things that a form does, by a choice in one of its fields. A modeler that knows of
 * steps offers it by its own name and makes the choice; an older one offers the form as a whole.
 *
 * @param choice of the field {@code messageType}
 */
record Operation(String name, String choice, List<String> keywords) {

  private static final String FIELD = "messageType";

  static final List<Operation> OF_SENDING =
      List.of(
          new Operation(
              "Send in-app message with Intercom",
              "inapp",
              List.of(
                  "send in-app message", "send chat message", "notify customer", "onboard user")),
          new Operation(
              "Send e-mail with Intercom",
              "email",
              List.of("send e-mail", "send email", "send mail", "remind")),
          new Operation("Send SMS with Intercom", "sms", List.of("send sms", "send text message")));

  /** Adds the operations to a template's JSON. */
  static ObjectNode addTo(ObjectNode template, List<Operation> operations) {
    ArrayNode presets = template.putArray("presets");
    ArrayNode steps = template.putArray("steps");
    for (Operation operation : operations) {
      presets
          .addObject()
          .put("id", operation.choice())
          .putObject("properties")
          .put(FIELD, operation.choice());
      ObjectNode step =
          steps.addObject().put("name", operation.name()).put("presetId", operation.choice());
      operation.keywords().forEach(step.putArray("keywords")::add);
    }
    return template;
  }
}

package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way an onboarding goes.
 *
 * @param contactName whose onboarding it is
 * @param replyWithin how long the process waits, ISO-8601; null for the process's own default
 * @param answer what the contact answers; null for a contact who does not
 * @param end the id of the end event that must be reached
 * @param messages what the contact must get, in order
 */
record OnboardingScenario(
    String title,
    String contactName,
    String contactEmail,
    @Nullable String replyWithin,
    @Nullable String answer,
    String end,
    List<MessageKind> messages) {

  /** Both ways through the onboarding example. */
  static List<OnboardingScenario> both() {
    return List.of(
        new OnboardingScenario(
            "Nora answers",
            "Nora",
            "nora@example.com",
            null,
            "I would like to invite my team. How do I do that?",
            "contact-answered",
            List.of(MessageKind.INAPP)),
        new OnboardingScenario(
            "Tim does not answer",
            "Tim",
            "tim@example.com",
            "PT5S",
            null,
            "reminder-sent",
            List.of(MessageKind.INAPP, MessageKind.EMAIL)));
  }

  /** What the process instance is started with. */
  ObjectNode variables() {
    ObjectNode variables =
        Json.object().put("contactEmail", contactEmail).put("contactName", contactName);
    return replyWithin == null ? variables : variables.put("replyWithin", replyWithin);
  }
}

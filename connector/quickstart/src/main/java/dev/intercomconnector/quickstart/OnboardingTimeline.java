package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.api.Markup;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import dev.intercomconnector.testengine.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything one onboarding consists of, on the engine's side and on the contact's. */
final class OnboardingTimeline {
  private final SandboxControl intercom;
  private final ArrivedMessages messages;
  private final ReplyingContacts contacts;

  OnboardingTimeline(SandboxControl intercom, ArrivedMessages messages, ReplyingContacts contacts) {
    this.intercom = intercom;
    this.messages = messages;
    this.contacts = contacts;
  }

  /** The lines of an onboarding, in no particular order. */
  List<TimelineLine> lines(Onboarding onboarding, List<EngineEvent> events) {
    String name = onboarding.scenario().contactName();
    List<TimelineLine> lines = new ArrayList<>(EngineLines.of(events));
    for (ArrivedMessage arrival : messages.of(onboarding.contactId())) {
      lines.add(
          new TimelineLine(arrival.arrived(), "  " + name + " sees", seen(arrival.message())));
    }
    ReplyingContacts.Reply reply = contacts.of(onboarding);
    if (reply != null) {
      lines.add(
          new TimelineLine(
              reply.time(),
              "  " + name + " answers",
              "\"" + reply.body() + "\"" + conversations(onboarding)));
    }
    return lines;
  }

  private String conversations(Onboarding onboarding) {
    String ids =
        messages.of(onboarding.contactId()).stream()
            .flatMap(arrival -> intercom.conversationsOf(arrival.message().id()).stream())
            .map(StoredConversation::id)
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? "" : " (conversation " + ids + ")";
  }

  private static String seen(StoredMessage message) {
    String where = message.kind() == MessageKind.EMAIL ? "an e-mail" : "in the Messenger";
    String subject = message.subject() == null ? "" : message.subject() + " / ";
    return where
        + ": \""
        + subject
        + Markup.plain(message.body())
        + "\" (message "
        + message.id()
        + ")";
  }
}

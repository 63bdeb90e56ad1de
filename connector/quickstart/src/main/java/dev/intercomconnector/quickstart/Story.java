package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.api.Markup;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.workspace.Conversation;
import dev.intercomconnector.intercomdouble.workspace.Message;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.testengine.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything one onboarding consists of, on the engine's side and on the contact's. */
final class Story {
  private final SandboxControl intercom;
  private final Mailbox mailbox;
  private final Answering answering;

  Story(SandboxControl intercom, Mailbox mailbox, Answering answering) {
    this.intercom = intercom;
    this.mailbox = mailbox;
    this.answering = answering;
  }

  /** The lines of an onboarding, in no particular order. */
  List<Line> lines(Onboarding onboarding, List<EngineEvent> events) {
    String name = onboarding.scenario().contactName();
    List<Line> lines = new ArrayList<>(EngineLines.of(events));
    for (Letter letter : mailbox.of(onboarding.contactId())) {
      lines.add(new Line(letter.arrived(), "  " + name + " sees", seen(letter.message())));
    }
    Answering.Reply reply = answering.of(onboarding);
    if (reply != null) {
      lines.add(
          new Line(
              reply.time(),
              "  " + name + " answers",
              "\"" + reply.body() + "\"" + conversations(onboarding)));
    }
    return lines;
  }

  private String conversations(Onboarding onboarding) {
    String ids =
        mailbox.of(onboarding.contactId()).stream()
            .flatMap(letter -> intercom.conversationsOf(letter.message().id()).stream())
            .map(Conversation::id)
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? "" : " (conversation " + ids + ")";
  }

  private static String seen(Message message) {
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

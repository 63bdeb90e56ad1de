package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.Message;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the double's ledger says was sent to whom: one letter a request that stored a message. */
final class Mailbox {
  private final SandboxControl intercom;

  Mailbox(SandboxControl intercom) {
    this.intercom = intercom;
  }

  /** All letters, in order of arrival. */
  List<Letter> all() {
    return letters().toList();
  }

  /** The letters to one contact, in order of arrival. */
  List<Letter> of(String contactId) {
    return letters().filter(letter -> letter.message().wentTo(contactId)).toList();
  }

  private Stream<Letter> letters() {
    List<LedgerEntry> requests = intercom.ledger();
    Map<String, Message> messages =
        intercom.messages().stream().collect(Collectors.toMap(Message::id, Function.identity()));
    return requests.stream()
        .filter(request -> request.stored() != null)
        .map(
            request ->
                new Letter(request.time(), Objects.requireNonNull(messages.get(request.stored()))));
  }
}

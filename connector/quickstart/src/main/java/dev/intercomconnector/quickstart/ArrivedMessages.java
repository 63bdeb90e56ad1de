package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the double's ledger says was sent to whom: one message for each request that stored a
 * message.
 */
final class ArrivedMessages {
  private final SandboxControl intercom;

  ArrivedMessages(SandboxControl intercom) {
    this.intercom = intercom;
  }

  /** All messages, in order of arrival. */
  List<ArrivedMessage> all() {
    return arrivals().toList();
  }

  /** The messages to one contact, in order of arrival. */
  List<ArrivedMessage> of(String contactId) {
    return arrivals().filter(arrival -> arrival.message().wentTo(contactId)).toList();
  }

  private Stream<ArrivedMessage> arrivals() {
    List<LedgerEntry> requests = intercom.ledger();
    Map<String, StoredMessage> messages =
        intercom.messages().stream()
            .collect(Collectors.toMap(StoredMessage::id, Function.identity()));
    return requests.stream()
        .filter(request -> request.stored() != null)
        .map(
            request ->
                new ArrivedMessage(
                    request.time(), Objects.requireNonNull(messages.get(request.stored()))));
  }
}

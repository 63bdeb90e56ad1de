package dev.intercomconnector.message;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.intercom.Outcome;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** To whom an admin's message goes. */
record Recipients(List<ContactRef> to, List<ContactRef> cc, List<ContactRef> bcc) {

  static Recipients of(Message.FromAdmin message) {
    return new Recipients(message.to(), message.cc(), message.bcc());
  }

  /** The same people as a look-up knows them; the first failure is the failure of all. */
  Outcome<Recipients> found(Function<List<ContactRef>, Outcome<List<ContactRef>>> lookUp) {
    return lookUp
        .apply(to)
        .then(
            foundTo ->
                lookUp
                    .apply(cc)
                    .then(
                        foundCc ->
                            lookUp
                                .apply(bcc)
                                .map(foundBcc -> distinct(foundTo, foundCc, foundBcc))));
  }

  /** Somebody who was named twice, by an e-mail and by an id, gets the message once. */
  private static Recipients distinct(
      List<ContactRef> to, List<ContactRef> cc, List<ContactRef> bcc) {
    return new Recipients(
        to.stream().distinct().toList(),
        cc.stream().distinct().toList(),
        bcc.stream().distinct().toList());
  }

  List<ContactRef> all() {
    return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
  }
}

package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of each send, by what Intercom stored and by what its process says.
 *
 * @param sentOnce the process knows it, and Intercom has that one message
 * @param sentLater of these, how many an earlier delivery of the job had sent, and the worker found
 *     that by itself
 * @param sentAsSaid of these, how many an operator had to speak of
 * @param unknownAndStored reported unknown, and Intercom has the message
 * @param unknownAndNotStored reported unknown, and Intercom has no message
 * @param duplicated keys with more than one message, which nobody asked for
 * @param lost keys whose process says sent and Intercom has no such message
 * @param withoutEnd keys whose process never said anything
 */
record Tally(
    int asked,
    int sentOnce,
    int sentLater,
    int sentAsSaid,
    int unknownAndStored,
    int unknownAndNotStored,
    List<String> duplicated,
    List<String> lost,
    List<String> withoutEnd) {

  private static final Pattern KEY = Pattern.compile("send-\\d+-\\d+");

  /**
   * Counts.
   *
   * @param said keys of which an operator said whether they were sent
   */
  static Tally of(
      Collection<String> keys,
      Map<String, Ends.End> ends,
      Set<String> said,
      List<LedgerEntry> ledger) {
    Map<String, List<String>> stored = storedByKey(ledger);
    int once = 0;
    int later = 0;
    int asSaid = 0;
    int unknownStored = 0;
    int unknownNotStored = 0;
    List<String> duplicated = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<String> withoutEnd = new ArrayList<>();
    for (String key : new TreeSet<>(keys)) {
      List<String> messages = stored.getOrDefault(key, List.of());
      Ends.End end = ends.get(key);
      if (messages.size() > 1) {
        duplicated.add(key);
      } else if (end == null) {
        withoutEnd.add(key);
      } else {
        switch (end) {
          case Ends.End.Unknown unknown -> {
            unknownStored += messages.size();
            unknownNotStored += 1 - messages.size();
          }
          case Ends.End.Sent sent -> {
            if (messages.contains(sent.messageId())) {
              once++;
              asSaid += said.contains(key) ? 1 : 0;
              later += sent.alreadySent() && !said.contains(key) ? 1 : 0;
            } else {
              lost.add(key);
            }
          }
        }
      }
    }
    return new Tally(
        keys.size(),
        once,
        later,
        asSaid,
        unknownStored,
        unknownNotStored,
        duplicated,
        lost,
        withoutEnd);
  }

  boolean holds() {
    return duplicated.isEmpty() && lost.isEmpty() && withoutEnd.isEmpty();
  }

  /** The ids of the messages that Intercom stored for each key, the oldest first. */
  static Map<String, List<String>> storedByKey(List<LedgerEntry> ledger) {
    Map<String, List<String>> stored = new HashMap<>();
    for (LedgerEntry entry : ledger) {
      String message = entry.stored();
      if (message != null && entry.body() != null) {
        Matcher key = KEY.matcher(entry.body().path("body").asText());
        if (key.find()) {
          stored.computeIfAbsent(key.group(), unused -> new ArrayList<>()).add(message);
        }
      }
    }
    return stored;
  }
}

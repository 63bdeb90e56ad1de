package dev.intercomconnector.trials.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run of the suite has to tell.
 *
 * @param injected how often each thing was made to go wrong, by what it was
 */
record FaultReport(Tally tally, Map<String, Long> injected, Duration took) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 5;

  static FaultReport of(
      Tally tally, Map<Trouble.Kind, Integer> troubles, List<LedgerEntry> ledger, Duration took) {
    Map<String, Long> injected = new LinkedHashMap<>();
    injected.put("503 after the message was stored", posts(ledger, is("status", true)));
    injected.put(
        "connection closed after the message was stored", posts(ledger, is("close", true)));
    injected.put(
        "connection closed before the request was read", posts(ledger, is("close", false)));
    injected.put(
        "429 answered", posts(ledger, entry -> entry.status() != null && entry.status() == 429));
    for (Trouble.Kind kind : Trouble.Kind.values()) {
      injected.put(words(kind), (long) troubles.getOrDefault(kind, 0));
    }
    return new FaultReport(tally, injected, took);
  }

  boolean holds() {
    return tally.holds();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "sends asked for", tally.asked());
    line(text, "sent once", tally.sentOnce());
    line(text, "  of these by an earlier delivery of the job", tally.sentLater());
    line(text, "reported unknown", tally.unknownAndStored() + tally.unknownAndNotStored());
    line(text, "  of these stored by Intercom", tally.unknownAndStored());
    line(text, "  of these not stored", tally.unknownAndNotStored());
    line(text, "silently duplicated (must be 0)", tally.duplicated().size());
    line(text, "lost (must be 0)", tally.lost().size() + tally.withoutEnd().size());
    text.append("injected\n");
    injected.forEach((what, times) -> line(text, "  " + what, times));
    tell(text, "Sent more than once", tally.duplicated());
    tell(text, "Said to be sent, but not at Intercom", tally.lost());
    tell(text, "Neither sent nor reported", tally.withoutEnd());
    return text.append(
            holds()
                ? "The promise held: nothing lost, nothing silently duplicated, in %d s.%n"
                    .formatted(took.toSeconds())
                : "The promise did NOT hold; it took %d s.%n".formatted(took.toSeconds()))
        .toString();
  }

  String json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("asked", tally.asked());
    report.put("sentOnce", tally.sentOnce());
    report.put("sentByEarlierDelivery", tally.sentLater());
    report.put("reportedUnknownStored", tally.unknownAndStored());
    report.put("reportedUnknownNotStored", tally.unknownAndNotStored());
    report.put("silentlyDuplicated", tally.duplicated());
    report.put("lost", tally.lost());
    report.put("withoutEnd", tally.withoutEnd());
    report.put("injected", injected);
    report.put("seconds", took.toSeconds());
    report.put("holds", holds());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written", e);
    }
  }

  private static String words(Trouble.Kind kind) {
    return switch (kind) {
      case WORKER_KILLED -> "worker killed (SIGKILL)";
      case WORKER_SUSPENDED -> "worker suspended past its lease (SIGSTOP)";
      case CONNECTIONS_REFUSED -> "connections refused for a while";
      case RATE_LIMITED -> "rate limit used up for a while";
      case ENGINE_SUSPENDED -> "engine suspended for a while (SIGSTOP)";
      case ENGINE_KILLED -> "engine killed and started again";
      case ENGINE_RESTARTED -> "engine stopped in order and started again";
    };
  }

  private static Predicate<LedgerEntry> is(String fault, boolean stored) {
    return entry -> fault.equals(entry.fault()) && stored == (entry.stored() != null);
  }

  private static long posts(List<LedgerEntry> ledger, Predicate<LedgerEntry> which) {
    return ledger.stream().filter(entry -> entry.path().equals("/messages")).filter(which).count();
  }

  private static void line(StringBuilder text, String what, long count) {
    text.append(String.format(Locale.ROOT, "%-52s %7d%n", what, count));
  }

  private static void tell(StringBuilder text, String what, List<String> keys) {
    if (!keys.isEmpty()) {
      text.append(what)
          .append(": ")
          .append(keys.stream().limit(SHOWN).collect(Collectors.joining(", ")))
          .append(keys.size() > SHOWN ? ", ..." : "")
          .append("\n");
    }
  }
}

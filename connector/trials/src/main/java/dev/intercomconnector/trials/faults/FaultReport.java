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
 * @param deployment that was troubled
 * @param engine that it was on
 * @param injected how often each thing was made to go wrong, by what it was
 */
record FaultReport(
    String deployment, String engine, Tally tally, Map<String, Long> injected, Duration took) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 5;

  static FaultReport of(
      String deployment,
      String engine,
      Tally tally,
      Map<Trouble.Kind, Integer> troubles,
      Map<String, Long> byOperator,
      List<LedgerEntry> ledger,
      Duration took) {
    Map<String, Long> injected = new LinkedHashMap<>();
    injected.put("503 after the message was stored", posts(ledger, is("status", true)));
    injected.put(
        "connection closed after the message was stored", posts(ledger, is("close", true)));
    injected.put(
        "connection closed before the request was read", posts(ledger, is("close", false)));
    injected.put(
        "429 answered", posts(ledger, entry -> entry.status() != null && entry.status() == 429));
    for (String search : List.of("/contacts/search", "/conversations/search")) {
      injected.put("503 to POST " + search, count(ledger, search, is("status", false)));
    }
    for (Trouble.Kind kind : Trouble.Kind.values()) {
      injected.put(words(kind), (long) troubles.getOrDefault(kind, 0));
    }
    injected.putAll(byOperator);
    return new FaultReport(deployment, engine, tally, injected, took);
  }

  boolean holds() {
    return tally.holds();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("In the %s, on %s%n".formatted(deployment, engine));
    line(text, "sends asked for", tally.asked());
    line(text, "sent once", tally.sentOnce());
    line(text, "  of these found after their answer was lost", tally.sentLater());
    line(text, "  of these completed as an operator said", tally.sentAsSaid());
    line(text, "reported unknown", tally.unknownAndStored() + tally.unknownAndNotStored());
    line(text, "  of these stored by Intercom", tally.unknownAndStored());
    line(text, "  of these not stored", tally.unknownAndNotStored());
    line(text, "silently duplicated (must be 0)", tally.duplicated().size());
    line(text, "lost (must be 0)", tally.lost().size());
    line(text, "stuck (must be 0)", tally.withoutEnd().size());
    text.append("injected, and done by an operator\n");
    injected.forEach((what, times) -> line(text, "  " + what, times));
    tell(text, "Sent more than once", tally.duplicated());
    tell(text, "Said to be sent, but not at Intercom", tally.lost());
    tell(text, "Stuck, neither sent nor reported", tally.withoutEnd());
    return text.append(
            holds()
                ? "The promise held: nothing lost, nothing stuck, nothing silently duplicated, in %d s.%n"
                    .formatted(took.toSeconds())
                : "The promise did NOT hold; it took %d s.%n".formatted(took.toSeconds()))
        .toString();
  }

  /** An array with an object for each report. */
  static String json(List<FaultReport> reports) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(reports.stream().map(FaultReport::values).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written", e);
    }
  }

  private Map<String, Object> values() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("deployment", deployment);
    report.put("engine", engine);
    report.put("asked", tally.asked());
    report.put("sentOnce", tally.sentOnce());
    report.put("foundAfterLostAnswer", tally.sentLater());
    report.put("completedAsOperatorSaid", tally.sentAsSaid());
    report.put("reportedUnknownStored", tally.unknownAndStored());
    report.put("reportedUnknownNotStored", tally.unknownAndNotStored());
    report.put("silentlyDuplicated", tally.duplicated());
    report.put("lost", tally.lost());
    report.put("stuck", tally.withoutEnd());
    report.put("injected", injected);
    report.put("seconds", took.toSeconds());
    report.put("holds", holds());
    return report;
  }

  private static String words(Trouble.Kind kind) {
    return switch (kind) {
      case WORKER_KILLED -> "replica killed (SIGKILL)";
      case WORKER_SUSPENDED -> "replica suspended past its lease (SIGSTOP)";
      case ENGINE_LINK_CUT -> "link to the engine cut, healed late";
      case INTERCOM_LINK_CUT -> "link to Intercom cut, healed late";
      case CONNECTIONS_REFUSED -> "connections refused for a while";
      case RATE_LIMITED -> "rate limit used up for a while";
      case TOKEN_ROTATED -> "access token replaced";
      case ENGINE_SUSPENDED -> "engine suspended for a while (SIGSTOP)";
      case ENGINE_KILLED -> "engine killed and started again";
      case ENGINE_RESTARTED -> "engine stopped in order and started again";
    };
  }

  private static Predicate<LedgerEntry> is(String fault, boolean stored) {
    return entry -> fault.equals(entry.fault()) && stored == (entry.stored() != null);
  }

  private static long posts(List<LedgerEntry> ledger, Predicate<LedgerEntry> which) {
    return count(ledger, "/messages", which);
  }

  private static long count(List<LedgerEntry> ledger, String path, Predicate<LedgerEntry> which) {
    return ledger.stream().filter(entry -> entry.path().equals(path)).filter(which).count();
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

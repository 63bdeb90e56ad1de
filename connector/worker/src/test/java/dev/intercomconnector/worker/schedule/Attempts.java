package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Short names for attempt ids, in the order in which they appear, and what variables say in such
 * names. The ids are random, so two runs of one schedule differ in nothing else.
 */
final class Attempts {

  /** Longer ago than this, nothing in the worker asks how long. */
  private static final long LONG_AGO = -200_000;

  private final ObjectMapper json;
  private final Map<String, String> names = new HashMap<>();

  Attempts(ObjectMapper json) {
    this.json = json;
  }

  String name(String attemptId) {
    return attemptId.isEmpty() ? "-" : names.computeIfAbsent(attemptId, id -> "a" + names.size());
  }

  /**
   * Says what variables mean for a send.
   *
   * @param now that times are told from
   */
  String say(Map<String, ?> variables, Instant now) {
    StringBuilder said = new StringBuilder();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              JsonNode node = value instanceof JsonNode known ? known : json.valueToTree(value);
              switch (name) {
                case "intercom", "error" -> {}
                case "intercomSend", "intercomSent" -> said.append(marker(node, now));
                case "intercomNotSent" -> said.append(" not executed: ").append(attempt(node));
                case "intercomJob" -> said.append(retryState(node, now));
                case "intercomSendResolution" ->
                    said.append(" operator: ")
                        .append(attempt(node))
                        .append(' ')
                        .append(node.path("outcome").asText());
                default -> said.append(' ').append(name).append('=').append(node);
              }
            });
    return said.toString();
  }

  private String marker(JsonNode marker, Instant now) {
    if (marker.isNull()) {
      return " no marker";
    }
    String result =
        marker.hasNonNull("result")
            ? " sent as " + marker.path("result").path("messageId").asText()
            : "";
    return " marker " + attempt(marker) + result + since(marker.path("at").asText(""), now);
  }

  private static String retryState(JsonNode state, Instant now) {
    return " attempts "
        + state.path("attempts").asInt()
        + (state.has("deadline") ? since(state.path("deadline").asText(), now) : "");
  }

  private String attempt(JsonNode node) {
    return name(node.path("attemptId").asText(""));
  }

  private static String since(String time, Instant now) {
    return time.isEmpty() ? "" : " (" + distance(Instant.parse(time), now) + ")";
  }

  /** In milliseconds from now, and the same for all that is long over. */
  static long distance(Instant time, Instant now) {
    return Math.max(LONG_AGO, Duration.between(now, time).toMillis());
  }
}

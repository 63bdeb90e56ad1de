package dev.intercomconnector.testengine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An incident of the engine in a process of its own, as far as an operator needs it.
 *
 * @param key of the incident
 * @param jobKey of the job that failed; negative where no job is the cause
 */
public record PrintedIncident(long processInstance, long key, long jobKey, String message) {

  private static final Pattern LINE =
      Pattern.compile("Incident of instance (\\d+), key (\\d+), job (-?\\d+): <(.*)>");

  /** As {@link RunEngine} prints it, without line breaks. */
  static String line(EngineEvent.Incident incident) {
    return "Incident of instance %d, key %d, job %d: <%s>"
        .formatted(
            incident.processInstance(),
            incident.key(),
            incident.jobKey(),
            incident.message().replaceAll("\\R", " "));
  }

  /** Empty where the line tells of something else. */
  static Optional<PrintedIncident> of(String line) {
    Matcher found = LINE.matcher(line);
    return found.matches()
        ? Optional.of(
            new PrintedIncident(
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(2)),
                Long.parseLong(found.group(3)),
                found.group(4)))
        : Optional.empty();
  }
}

package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.task.SendResolution;
import dev.intercomconnector.worker.job.JobEndSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who retries incidents: with no word, soon, or later with one that is true, as the incident's
 * message asks for it.
 */
final class ModelOperator {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Pattern ATTEMPT = Pattern.compile("\"attemptId\": \"([^\"]+)\"");

  private final World world;
  private final Set<Long> saidSent = new HashSet<>();
  private int retries;
  private Instant incidentAt = Instant.EPOCH;

  ModelOperator(World world) {
    this.world = world;
  }

  boolean saidSent(ModelJob job) {
    return saidSent.contains(job.key);
  }

  void incidentAppeared() {
    incidentAt = world.now();
  }

  /** What the operator can do now. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (ModelJob job : world.engine.jobs()) {
      if (job.isIncident() && retries < world.scenario.retriesByOperator()) {
        if (!world.now().isBefore(incidentAt.plus(SOON))) {
          steps.add(Step.usual(() -> "the operator retries without a word", () -> retry(job)));
        }
        if (!world.now().isBefore(afterALook())) {
          addWord(job, steps);
        }
      }
    }
    return steps;
  }

  /** When the operator can do something more, if nothing else happens. */
  List<Instant> moments() {
    boolean acts =
        retries < world.scenario.retriesByOperator()
            && world.engine.jobs().stream().anyMatch(ModelJob::isIncident);
    return acts ? List.of(incidentAt.plus(SOON), afterALook()) : List.of();
  }

  /** Whoever looks in Intercom is slower than every send that was begun before. */
  private Instant afterALook() {
    return incidentAt.plus(world.scenario.lease()).plus(JobEndSender.GRACE).plusSeconds(5);
  }

  private void addWord(ModelJob job, List<Step> steps) {
    Matcher asked = ATTEMPT.matcher(job.message);
    // A request that Intercom has not stored yet makes every word untrue.
    if (!asked.find() || world.late.stream().anyMatch(Late::isMessage)) {
      return;
    }
    String attempt = asked.group(1);
    List<ModelIntercom.Message> stored = world.intercom.messagesOf(job.key);
    if (stored.isEmpty()) {
      steps.add(
          Step.usual(
              () -> "the operator says that " + world.attempts.name(attempt) + " was not sent",
              () -> {
                say(job, Map.of("attemptId", attempt, "outcome", "notSent"));
                retry(job);
              }));
    } else {
      String id = stored.getFirst().id();
      steps.add(
          Step.usual(
              () -> "the operator says that " + world.attempts.name(attempt) + " was sent as " + id,
              () -> {
                saidSent.add(job.key);
                say(job, Map.of("attemptId", attempt, "outcome", "sent", "messageId", id));
                retry(job);
              }));
    }
  }

  private void say(ModelJob job, Map<String, String> word) {
    world.engine.setLocal(job.elementInstanceKey, Map.of(SendResolution.VARIABLE, word));
  }

  private void retry(ModelJob job) {
    retries++;
    world.engine.resolveIncident(job);
  }

  String status() {
    boolean acts =
        retries < world.scenario.retriesByOperator()
            && world.engine.jobs().stream().anyMatch(ModelJob::isIncident);
    return retries + "" + saidSent + (acts ? Attempts.distance(incidentAt, world.now()) : "");
  }
}

package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.worker.schedule.ModelJob.State;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold in every state of every schedule. */
final class Promise {

  private final World world;
  private final Set<Long> incidents = new HashSet<>();

  Promise(World world) {
    this.world = world;
  }

  /**
   * What is broken now, in a sentence. Asked after each step.
   *
   * @param late whether the step was the arrival of something late: what it says was true once
   */
  Optional<String> broken(boolean late) {
    return world.engine.jobs().stream().flatMap(job -> broken(job, late).stream()).findFirst();
  }

  private Optional<String> broken(ModelJob job, boolean late) {
    List<ModelIntercom.Message> stored = world.intercom.messagesOf(job.key);
    if (stored.size() > 1 && !maySendAgain()) {
      return Optional.of("The message of job %d is stored twice.".formatted(job.key));
    }
    if (job.state == State.COMPLETED) {
      return brokenByCompletion(job, stored);
    }
    if (!job.isIncident()) {
      incidents.remove(job.key);
    } else if (incidents.add(job.key)) {
      world.operator.incidentAppeared();
      if (!late && job.message.contains("OUTCOME_UNKNOWN") && isKnownToSomebody(job)) {
        return Optional.of(
            "An incident calls the outcome of job %d unknown, and a living worker knows it."
                .formatted(job.key));
      }
    }
    return Optional.empty();
  }

  private boolean maySendAgain() {
    return world.scenario.sendsAgain()
        && (!world.scenario.canBeLookedFor() || world.intercom.hasBeenSearched());
  }

  private Optional<String> brokenByCompletion(ModelJob job, List<ModelIntercom.Message> stored) {
    if (stored.isEmpty() && !world.operator.saidSent(job)) {
      return Optional.of("Job %d is completed, and nothing is stored.".formatted(job.key));
    }
    String id = job.result.getOrDefault("sent", world.json.nullNode()).path("messageId").asText();
    return stored.stream().anyMatch(message -> message.id().equals(id))
        ? Optional.empty()
        : Optional.of(
            "Job %d is completed with '%s', which is not its message.".formatted(job.key, id));
  }

  private boolean isKnownToSomebody(ModelJob job) {
    return world.workers.stream().anyMatch(worker -> worker.knowsStored.contains(job.key));
  }

  /** What is broken when nothing can happen any more. */
  Optional<String> brokenAtTheEnd() {
    for (ModelJob job : world.engine.jobs()) {
      if (!job.isOver() && !job.isIncident()) {
        return Optional.of("Job %d has no end and no incident.".formatted(job.key));
      }
      if (job.isIncident()
          && isKnownToSomebody(job)
          && !job.variables.containsKey("intercomSent")) {
        return Optional.of(
            "Job %d is an incident, and what a living worker knows is not told."
                .formatted(job.key));
      }
    }
    return Optional.empty();
  }
}

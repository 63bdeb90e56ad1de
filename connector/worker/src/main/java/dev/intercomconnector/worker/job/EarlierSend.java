package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.task.OnUnknownOutcome;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.task.SendResolution;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What becomes of a job whose send was begun by an earlier delivery. In this order: the result is
 * known; an operator has said what happened; the message is found in Intercom; the designer's
 * choice for an unknown outcome.
 */
@Component
class EarlierSend {

  /** How far Intercom's clock and ours may be apart. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  /** Local to each instance of a multi-instance body. */
  private static final String LOOP_COUNTER = "loopCounter";

  static final List<String> VARIABLES = List.of(LOOP_COUNTER);

  private final TaskJobs tasks;
  private final Failures failures;
  private final SentMemory sentMemory;
  private final SendMeter meter;
  private final ObjectMapper json;
  private final Duration call;
  private final Duration longestDoubt;
  private final WorkerProperties.Reconciliation looking;
  private final InstantSource clock;

  EarlierSend(
      TaskJobs tasks,
      Failures failures,
      SentMemory sentMemory,
      SendMeter meter,
      ObjectMapper json,
      WorkerProperties properties,
      InstantSource clock) {
    this.tasks = tasks;
    this.failures = failures;
    this.sentMemory = sentMemory;
    this.meter = meter;
    this.json = json;
    this.call = properties.timeouts().call();
    this.longestDoubt = properties.sendMessage().lease().plus(JobCommands.GRACE);
    this.looking = properties.reconciliation();
    this.clock = clock;
  }

  /** Completes the job where the marker has the result, or this worker still knows it. */
  boolean complete(ActivatedJob job, JobMemory memory, SendMarker marker) {
    JsonNode known = sentMemory.recall(marker.attemptId());
    SendMarker sent = marker.result() == null && known != null ? marker.sent(known) : marker;
    JsonNode result = sent.resultOfEarlierDelivery();
    if (result == null) {
      return false;
    }
    meter.sent(job, SendMeter.Outcome.ALREADY_SENT);
    tasks.complete(job, result, memory.withMarker(sent));
    return true;
  }

  /**
   * Whether an earlier send that left nothing but its marker may be followed by another one. If
   * not, the job has been answered.
   */
  boolean mayBeSentAgain(
      ActivatedJob job,
      JsonNode variables,
      JobMemory memory,
      SendMarker marker,
      SendMessageInput input) {
    Outcome<SendResolution> said = SendResolution.read(variables, marker.attemptId());
    if (said != null) {
      return resolve(job, memory, marker, said);
    }
    Instant settled = marker.at().plus(longestDoubt);
    if (marker.state() == SendMarker.State.BEGUN && clock.instant().isBefore(settled)) {
      failures.waitOn(
          job,
          memory,
          Duration.between(clock.instant(), settled),
          "Another worker began to send this message at %s and may still report; it is waited for until %s."
              .formatted(marker.at(), settled));
      return false;
    }
    return tasks
        .workspace(job, memory, input.workspace(), input.accessToken())
        .map(workspace -> look(job, variables, memory, marker, input, workspace))
        .orElse(false);
  }

  /** After a send of this delivery: whether it is worth looking for the message. */
  boolean canBeLookedFor(JsonNode variables, IntercomWorkspace workspace, PreparedMessage message) {
    // Another instance of the same body may have sent the very same message.
    return !variables.hasNonNull(LOOP_COUNTER) && workspace.sendMessage().canBeLookedFor(message);
  }

  /** Gives a job back until its message, if Intercom has it, can be found there. */
  void lookLater(ActivatedJob job, JobMemory memory, SendMarker marker) {
    failures.waitOn(
        job,
        memory.withMarker(marker),
        looking.pause(),
        "Intercom may have the message: the send begun at %s has no known outcome. It is looked for until %s."
            .formatted(marker.at(), lookedForUntil(marker)));
  }

  private boolean resolve(
      ActivatedJob job, JobMemory memory, SendMarker marker, Outcome<SendResolution> said) {
    return switch (said) {
      case Outcome.Failed<SendResolution> refused -> {
        failures.handle(job, memory, refused.failure());
        yield false;
      }
      case Outcome.Done<SendResolution> done -> {
        String messageId = done.value().messageId();
        if (messageId != null) {
          JsonNode result = json.valueToTree(SendMessageResult.known(messageId));
          tasks.complete(job, result, memory.withMarker(marker.sent(result)));
        }
        yield messageId == null;
      }
    };
  }

  private boolean look(
      ActivatedJob job,
      JsonNode variables,
      JobMemory memory,
      SendMarker marker,
      SendMessageInput input,
      IntercomWorkspace workspace) {
    // Only the same inputs lead to the message that was begun; a changed one was never sent.
    if (!(workspace.sendMessage().prepare(input.message())
            instanceof Outcome.Done<PreparedMessage> prepared)
        || !marker.isOf(prepared.value())
        || !canBeLookedFor(variables, workspace, prepared.value())) {
      return nobodyKnows(job, memory, marker, input, "");
    }
    Outcome<List<Sent>> looked =
        workspace
            .sendMessage()
            .lookFor(
                prepared.value(),
                marker.at().minus(SKEW),
                marker.at().plus(longestDoubt).plus(SKEW));
    List<Sent> found = looked instanceof Outcome.Done<List<Sent>> done ? done.value() : List.of();
    if (found.stream()
            .anyMatch(sent -> sentMemory.isOfAnother(sent.message().id(), marker.attemptId()))
        || found.size() > 1) {
      meter.reconciled(job, SendMeter.Reconciled.AMBIGUOUS);
      return nobodyKnows(
          job,
          memory,
          marker,
          input,
          " Intercom has the same words to the same contact, but another send may have been theirs.");
    }
    if (!found.isEmpty()) {
      sentMemory.remember(
          marker.attemptId(), json.valueToTree(SendMessageResult.of(found.getFirst())));
      meter.reconciled(job, SendMeter.Reconciled.FOUND);
      complete(job, memory, marker);
      return false;
    }
    if (clock.instant().isBefore(lookedForUntil(marker))) {
      lookLater(job, memory, marker);
      return false;
    }
    meter.reconciled(job, SendMeter.Reconciled.NOT_FOUND);
    return nobodyKnows(
        job,
        memory,
        marker,
        input,
        " It was looked for in Intercom and not found, which does not prove that it is not there.");
  }

  private boolean nobodyKnows(
      ActivatedJob job,
      JobMemory memory,
      SendMarker marker,
      SendMessageInput input,
      String lookedFor) {
    if (input.onUnknownOutcome() == OnUnknownOutcome.RESEND) {
      return true;
    }
    if (marker.state() == SendMarker.State.BEGUN) {
      meter.sent(job, SendMeter.Outcome.UNKNOWN);
    }
    failures.unknown(
        job,
        memory,
        marker,
        new Problem(
            ErrorCode.INTERCOM_OUTCOME_UNKNOWN,
            "A send of this message was begun at %s and its outcome is not known.%s"
                .formatted(marker.at(), lookedFor),
            "Look in Intercom whether the message is there."),
        input.onUnknownOutcome());
    return false;
  }

  private Instant lookedForUntil(SendMarker marker) {
    Duration longestCall = marker.state() == SendMarker.State.BEGUN ? longestDoubt : call;
    return marker.at().plus(longestCall).plus(looking.within());
  }
}

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
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
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Jobs of {@code intercom-send-message}. The engine may deliver a job again, and Intercom cannot be
 * asked whether it has a message, so a marker in the engine says that a send was begun: a delivery
 * that finds one does not send.
 */
@Component
public class SendMessageWorker {

  /** How much later than its lease a worker may still complete a job. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final TaskJobs tasks;
  private final Failures failures;
  private final JobCommands commands;
  private final SentMemory sentMemory;
  private final Workspaces workspaces;
  private final ObjectMapper json;
  private final Duration shortestLease;
  private final Duration longestDoubt;
  private final InstantSource clock;

  SendMessageWorker(
      TaskJobs tasks,
      Failures failures,
      JobCommands commands,
      SentMemory sentMemory,
      Workspaces workspaces,
      ObjectMapper json,
      WorkerProperties properties,
      InstantSource clock) {
    this.tasks = tasks;
    this.failures = failures;
    this.commands = commands;
    this.sentMemory = sentMemory;
    this.workspaces = workspaces;
    this.json = json;
    this.shortestLease = properties.timeouts().call().plus(WorkerProperties.LEASE_MARGIN);
    this.longestDoubt = properties.sendMessage().lease().plus(GRACE);
    this.clock = clock;
  }

  @JobWorker(type = SendMessageInput.TASK_TYPE, autoComplete = false)
  public void handle(ActivatedJob job) {
    tasks.handle(job, (variables, memory) -> handle(job, variables, memory));
  }

  private void handle(ActivatedJob job, JsonNode variables, JobMemory memory) {
    SendMarker marker = memory.marker();
    if (marker != null && completeFromEarlierDelivery(job, memory, marker)) {
      return;
    }
    tasks
        .input(job, memory, SendMessageInput.read(variables))
        .ifPresent(
            input -> {
              if (marker == null || mayBeSentAgain(job, variables, memory, marker, input)) {
                tasks
                    .workspace(job, memory, input.workspace(), input.accessToken())
                    .ifPresent(workspace -> send(job, memory.withMarker(null), input, workspace));
              }
            });
  }

  /** The marker has the result, or this worker still knows it. */
  private boolean completeFromEarlierDelivery(
      ActivatedJob job, JobMemory memory, SendMarker marker) {
    JsonNode known = sentMemory.recall(marker.attemptId());
    SendMarker sent = marker.result() == null && known != null ? marker.sent(known) : marker;
    JsonNode result = sent.resultOfEarlierDelivery();
    if (result == null) {
      return false;
    }
    tasks.complete(job, result, memory.withMarker(sent));
    return true;
  }

  /**
   * Whether an earlier send that left nothing but its marker may be followed by another one. If
   * not, the job has been answered.
   */
  private boolean mayBeSentAgain(
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
    if (input.onUnknownOutcome() == OnUnknownOutcome.RESEND) {
      return true;
    }
    failures.unknown(
        job,
        memory,
        marker,
        new Problem(
            ErrorCode.INTERCOM_OUTCOME_UNKNOWN,
            "A send of this message was begun at %s and its outcome is not known."
                .formatted(marker.at()),
            "Look in Intercom whether the message is there."),
        input.onUnknownOutcome());
    return false;
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

  private void send(
      ActivatedJob job, JobMemory memory, SendMessageInput input, IntercomWorkspace workspace) {
    switch (workspace.sendMessage().prepare(input.message())) {
      case Outcome.Failed<PreparedMessage> failed -> failures.handle(job, memory, failed.failure());
      case Outcome.Done<PreparedMessage> done -> {
        PreparedMessage message = done.value();
        SendMarker marker = SendMarker.begin(message, workspace.apiVersion(), clock.instant());
        if (hasLease(job)
            && commands.setLocal(job, memory.withMarker(marker).markerVariable(job))
            && hasLease(job)) {
          deliver(job, memory, marker, input, workspace, message);
        } else {
          failures.handBack(
              job,
              memory,
              "Too little was left of this job's lease to send safely; it is tried again.");
        }
      }
    }
  }

  private boolean hasLease(ActivatedJob job) {
    return clock.instant().plus(shortestLease).isBefore(Instant.ofEpochMilli(job.getDeadline()));
  }

  private void deliver(
      ActivatedJob job,
      JobMemory memory,
      SendMarker marker,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage message) {
    switch (workspace.sendMessage().deliver(message)) {
      case Outcome.Done<Sent> sent -> {
        JsonNode result = json.valueToTree(SendMessageResult.of(sent.value()));
        sentMemory.remember(marker.attemptId(), result);
        tasks.complete(job, result, memory.withMarker(marker.sent(result)));
      }
      case Outcome.Failed<Sent> failed -> {
        if (failed.failure() instanceof Failure.OutcomeUnknown unknown) {
          failures.unknown(job, memory, marker, unknown.problem(), input.onUnknownOutcome());
        } else {
          // Known not to be sent, so the fail command clears the marker.
          failures.handle(job, memory, failed.failure());
        }
        var intercom = failed.failure().problem().intercom();
        if (intercom != null && intercom.status() == 401) {
          // The token was revoked: the other jobs need not find that out one by one.
          workspaces.checkAll();
        }
      }
    }
  }
}

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.pacing.Permit;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Jobs of {@code intercom-send-message}. The engine may deliver a job again, and Intercom cannot be
 * asked whether it has a message, so a marker in the engine says that a send was begun: a delivery
 * that finds one does not send.
 */
@Component
public class SendMessageWorker implements SmartLifecycle {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final TaskJobs tasks;
  private final Failures failures;
  private final JobCommands commands;
  private final EarlierSend earlier;
  private final SentMemory sentMemory;
  private final SendMeter meter;
  private final Workspaces workspaces;
  private final ObjectMapper json;
  private final Duration shortestLease;
  private final InstantSource clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean running;

  SendMessageWorker(
      TaskJobs tasks,
      Failures failures,
      JobCommands commands,
      EarlierSend earlier,
      SentMemory sentMemory,
      SendMeter meter,
      Workspaces workspaces,
      ObjectMapper json,
      WorkerProperties properties,
      InstantSource clock) {
    this.tasks = tasks;
    this.failures = failures;
    this.commands = commands;
    this.earlier = earlier;
    this.sentMemory = sentMemory;
    this.meter = meter;
    this.workspaces = workspaces;
    this.json = json;
    this.shortestLease = properties.timeouts().call().plus(WorkerProperties.LEASE_MARGIN);
    this.clock = clock;
  }

  public void handle(ActivatedJob job) {
    underWay.incrementAndGet();
    try {
      tasks.handle(job, (variables, memory) -> handle(job, variables, memory));
    } finally {
      underWay.decrementAndGet();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** What was begun is ended: a send that is cut off would be one of unknown outcome. */
  @Override
  public void stop() {
    Instant until = clock.instant().plus(shortestLease);
    try {
      while (underWay.get() > 0 && clock.instant().isBefore(until)) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void handle(ActivatedJob job, JsonNode variables, JobMemory memory) {
    SendMarker marker = memory.marker();
    if (marker != null && earlier.complete(job, memory, marker)) {
      return;
    }
    tasks
        .input(job, memory, SendMessageInput.read(variables))
        .ifPresent(
            input -> {
              if (marker == null || earlier.mayBeSentAgain(job, variables, memory, marker, input)) {
                tasks
                    .workspace(job, memory, input.workspace(), input.accessToken())
                    .ifPresent(
                        workspace ->
                            send(job, variables, memory.withMarker(null), input, workspace));
              }
            });
  }

  private void send(
      ActivatedJob job,
      JsonNode variables,
      JobMemory memory,
      SendMessageInput input,
      IntercomWorkspace workspace) {
    switch (workspace.sendMessage().prepare(input.message())) {
      case Outcome.Failed<PreparedMessage> failed -> {
        meter.sent(job, SendMeter.Outcome.of(failed.failure()));
        failures.handle(job, memory, failed.failure());
      }
      case Outcome.Done<PreparedMessage> done -> {
        // All waiting is over before the marker is written.
        switch (workspace.sendMessage().permit(spareLease(job))) {
          case Outcome.Failed<Permit> failed -> {
            meter.sent(job, SendMeter.Outcome.of(failed.failure()));
            failures.handle(job, memory, failed.failure());
          }
          case Outcome.Done<Permit> permit ->
              begin(job, variables, memory, input, workspace, done.value(), permit.value());
        }
      }
    }
  }

  private void begin(
      ActivatedJob job,
      JsonNode variables,
      JobMemory memory,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage message,
      Permit permit) {
    SendMarker marker = SendMarker.begin(message, workspace.apiVersion(), clock.instant());
    if (hasLease(job)
        && commands.setLocal(job, memory.withMarker(marker).markerVariable(job))
        && hasLease(job)) {
      deliver(job, variables, memory, marker, input, workspace, message, permit);
    } else {
      failures.handBack(
          job,
          memory,
          "Too little was left of this job's lease to send safely; it is tried again.");
    }
  }

  private boolean hasLease(ActivatedJob job) {
    return spareLease(job).isPositive();
  }

  /** What is left of the lease beside what a send needs of it. */
  private Duration spareLease(ActivatedJob job) {
    return Duration.between(
        clock.instant().plus(shortestLease), Instant.ofEpochMilli(job.getDeadline()));
  }

  private void deliver(
      ActivatedJob job,
      JsonNode variables,
      JobMemory memory,
      SendMarker marker,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage message,
      Permit permit) {
    switch (workspace.sendMessage().deliver(message, permit)) {
      case Outcome.Done<Sent> sent -> {
        JsonNode result = json.valueToTree(SendMessageResult.of(sent.value()));
        sentMemory.remember(marker.attemptId(), result);
        meter.sent(job, SendMeter.Outcome.SENT);
        tasks.complete(job, result, memory.withMarker(marker.sent(result)));
      }
      case Outcome.Failed<Sent> failed -> {
        meter.sent(job, SendMeter.Outcome.of(failed.failure()));
        if (failed.failure() instanceof Failure.OutcomeUnknown
            && earlier.canBeLookedFor(variables, workspace, message)) {
          earlier.lookLater(job, memory, marker.unknown());
        } else if (failed.failure() instanceof Failure.OutcomeUnknown unknown) {
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

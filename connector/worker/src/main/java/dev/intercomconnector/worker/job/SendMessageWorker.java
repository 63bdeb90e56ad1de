package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Jobs of {@code intercom-send-message}. */
@Component
public class SendMessageWorker {

  private static final Logger LOG = LoggerFactory.getLogger(SendMessageWorker.class);

  private final TaskJobs tasks;
  private final Failures failures;
  private final Workspaces workspaces;
  private final ObjectMapper json;
  private final Duration shortestLease;
  private final InstantSource clock;

  SendMessageWorker(
      TaskJobs tasks,
      Failures failures,
      Workspaces workspaces,
      ObjectMapper json,
      WorkerProperties properties,
      InstantSource clock) {
    this.tasks = tasks;
    this.failures = failures;
    this.workspaces = workspaces;
    this.json = json;
    this.shortestLease = properties.timeouts().call().plus(WorkerProperties.LEASE_MARGIN);
    this.clock = clock;
  }

  @JobWorker(type = SendMessageInput.TASK_TYPE, autoComplete = false)
  public void handle(ActivatedJob job) {
    tasks.handle(job, (variables, memory) -> handle(job, variables, memory));
  }

  private void handle(ActivatedJob job, JsonNode variables, JobMemory memory) {
    if (memory.sent() != null) {
      tasks.complete(job, ((ObjectNode) memory.sent()).put("alreadySent", true), memory);
      return;
    }
    tasks
        .input(job, memory, SendMessageInput.read(variables))
        .ifPresent(
            input ->
                tasks
                    .workspace(job, memory, input.workspace(), input.accessToken())
                    .ifPresent(workspace -> send(job, memory, input, workspace)));
  }

  private void send(
      ActivatedJob job, JobMemory memory, SendMessageInput input, IntercomWorkspace workspace) {
    switch (workspace.sendMessage().prepare(input.message())) {
      case Outcome.Failed<PreparedMessage> failed ->
          failures.handle(job, memory, failed.failure(), input.onUnknownOutcome());
      case Outcome.Done<PreparedMessage> prepared -> {
        Instant leaseEnd = Instant.ofEpochMilli(job.getDeadline());
        if (clock.instant().plus(shortestLease).isAfter(leaseEnd)) {
          failures.handBack(
              job,
              memory,
              "Too little was left of this job's lease to send safely; it is tried again.");
          return;
        }
        deliver(job, memory, input, workspace, prepared.value());
      }
    }
  }

  private void deliver(
      ActivatedJob job,
      JobMemory memory,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage prepared) {
    switch (workspace.sendMessage().deliver(prepared)) {
      case Outcome.Done<Sent> sent -> {
        LOG.debug("Job {} sent message {}", job.getKey(), sent.value().message().id());
        JsonNode result = json.valueToTree(SendMessageResult.of(sent.value()));
        tasks.complete(job, result, memory.withSent(result));
      }
      case Outcome.Failed<Sent> failed -> {
        var intercom = failed.failure().problem().intercom();
        failures.handle(job, memory, failed.failure(), input.onUnknownOutcome());
        if (intercom != null && intercom.status() == 401) {
          // The token was revoked: the other jobs need not find that out one by one.
          workspaces.checkAll();
        }
      }
    }
  }
}

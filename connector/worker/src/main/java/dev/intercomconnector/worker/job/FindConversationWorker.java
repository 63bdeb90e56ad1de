package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.conversation.Look;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Failure.Bound;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.OnTimeout;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Jobs of {@code intercom-find-conversation}. A wait is a job that is given back with its retries
 * unchanged until its deadline, which the engine keeps.
 */
@Component
public class FindConversationWorker {

  private final TaskJobs tasks;
  private final Failures failures;
  private final ObjectMapper json;
  private final WorkerProperties.Look pauses;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final InstantSource clock;

  FindConversationWorker(
      TaskJobs tasks,
      Failures failures,
      ObjectMapper json,
      WorkerProperties properties,
      InstantSource clock) {
    this.tasks = tasks;
    this.failures = failures;
    this.json = json;
    this.pauses = properties.look();
    this.clock = clock;
  }

  @JobWorker(type = FindConversationInput.TASK_TYPE, autoComplete = false)
  public void handle(ActivatedJob job) {
    tasks.handle(
        job,
        (variables, memory) ->
            tasks
                .input(job, memory, FindConversationInput.read(variables))
                .ifPresent(
                    input ->
                        tasks
                            .workspace(job, memory, input.workspace(), input.accessToken())
                            .ifPresent(workspace -> find(job, memory, input, workspace))));
  }

  private void find(
      ActivatedJob job,
      JobMemory memory,
      FindConversationInput input,
      IntercomWorkspace workspace) {
    Instant now = clock.instant();
    Instant deadline =
        memory.deadline() == null
            ? now.plus(input.waitFor()).truncatedTo(ChronoUnit.MILLIS)
            : memory.deadline();
    JobMemory waiting = memory.withDeadline(deadline);
    switch (workspace.findConversation().look(input.wanted())) {
      case Outcome.Failed<Look> failed -> {
        if (isUnknownContact(failed.failure()) && now.isBefore(deadline)) {
          lookAgain(job, waiting, now, failed.failure().problem().describe());
        } else if (isUnknownContact(failed.failure())
            && input.wanted().waitUntil() != WaitUntil.NOW) {
          end(job, waiting, input, workspace, null);
        } else {
          failures.handle(
              job,
              input.wanted().waitUntil() == WaitUntil.NOW ? memory : waiting,
              failed.failure());
        }
      }
      case Outcome.Done<Look> done -> {
        Look look = done.value();
        if (look.satisfied() || input.wanted().waitUntil() == WaitUntil.NOW) {
          tasks.complete(
              job, result(look.conversation(), look.satisfied(), input, workspace), waiting);
        } else if (now.isBefore(deadline)) {
          lookAgain(
              job, waiting, now, "Waiting until %s for: %s.".formatted(deadline, word(input)));
        } else {
          end(job, waiting, input, workspace, look.conversation());
        }
      }
    }
  }

  /** The last look comes at the deadline itself. */
  private void lookAgain(ActivatedJob job, JobMemory waiting, Instant now, String reason) {
    Duration pause = backoff.growing(pauses.floor(), pauses.ceiling(), waiting.attempts());
    Instant deadline = waiting.deadline();
    Duration left = deadline == null ? pause : Duration.between(now, deadline);
    failures.waitOn(job, waiting, pause.compareTo(left) < 0 ? pause : left, reason);
  }

  private void end(
      ActivatedJob job,
      JobMemory waiting,
      FindConversationInput input,
      IntercomWorkspace workspace,
      @Nullable Conversation seen) {
    if (input.onTimeout() == OnTimeout.COMPLETE) {
      tasks.complete(job, result(seen, false, input, workspace), waiting);
      return;
    }
    failures.throwBpmnError(
        job,
        waiting,
        new Problem(
            ErrorCode.INTERCOM_CONVERSATION_TIMEOUT,
            "What was waited for did not happen within %s: %s."
                .formatted(input.waitFor(), word(input)),
            ""));
  }

  private JsonNode result(
      @Nullable Conversation conversation,
      boolean found,
      FindConversationInput input,
      IntercomWorkspace workspace) {
    return json.valueToTree(
        conversation == null
            ? FindConversationResult.nothing()
            : FindConversationResult.of(
                conversation,
                found,
                input.wanted().includeParts() != null,
                workspace.inboxUrl(conversation.id())));
  }

  private static boolean isUnknownContact(Failure failure) {
    return failure instanceof Failure.NotYet notYet
        && notYet.bounded() == Bound.YOUNG_CONTACT_WINDOW;
  }

  private static String word(FindConversationInput input) {
    return "the conversation of %s, %s"
        .formatted(
            input.wanted().messageId() == null
                ? "the contact"
                : "message " + input.wanted().messageId(),
            input.wanted().waitUntil().name().toLowerCase(Locale.ROOT));
  }
}

package dev.intercomconnector.worker.job;

import dev.intercomconnector.conversation.Look;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Jobs of {@code intercom-find-conversation}. One that waits for nothing is answered with one look.
 * One that waits is left uncompleted and registered with {@link WaitingJobs}; its deadline is kept
 * by the engine, so it survives this worker.
 */
@Component
public class FindConversationWorker {

  private final TaskJobs tasks;
  private final Failures failures;
  private final JobCommands commands;
  private final FindEndings endings;
  private final WaitingJobs waitingJobs;
  private final InstantSource clock;

  FindConversationWorker(
      TaskJobs tasks,
      Failures failures,
      JobCommands commands,
      FindEndings endings,
      WaitingJobs waitingJobs,
      InstantSource clock) {
    this.tasks = tasks;
    this.failures = failures;
    this.commands = commands;
    this.endings = endings;
    this.waitingJobs = waitingJobs;
    this.clock = clock;
  }

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
                            .ifPresent(
                                workspace -> {
                                  if (input.wanted().waitUntil() == WaitUntil.NOW) {
                                    look(job, memory, input, workspace);
                                  } else {
                                    wait(job, memory, input, workspace);
                                  }
                                })));
  }

  private void look(
      ActivatedJob job,
      JobMemory memory,
      FindConversationInput input,
      IntercomWorkspace workspace) {
    switch (workspace.findConversation().look(input.wanted())) {
      case Outcome.Failed<Look> failed -> failures.handle(job, memory, failed.failure());
      case Outcome.Done<Look> done ->
          endings.complete(
              job, memory, input, workspace, done.value().conversation(), done.value().satisfied());
    }
  }

  private void wait(
      ActivatedJob job,
      JobMemory memory,
      FindConversationInput input,
      IntercomWorkspace workspace) {
    Instant deadline = memory.deadline();
    if (deadline == null) {
      deadline = clock.instant().plus(input.waitFor()).truncatedTo(ChronoUnit.MILLIS);
      commands.setLocal(job, memory.withDeadline(deadline).variables(job));
    }
    waitingJobs.register(job, input, workspace, deadline);
  }
}

package dev.intercomconnector.worker.wait;

import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.LookResult;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryState;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobHandler;
import dev.intercomconnector.worker.job.WorkspaceOfJob;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Looks for the conversation of a job. A job that waits for nothing ends with one look. One that
 * waits is left uncompleted and registered with {@link WaitingJobs}; the engine keeps its deadline,
 * so it survives this worker.
 */
@Component
public class FindConversationHandler implements JobHandler {

  /** What a job has to bring along. */
  public static final List<String> VARIABLES =
      Stream.concat(FindConversationInput.VARIABLES.stream(), Stream.of(RetryState.VARIABLE))
          .toList();

  private final WorkspaceOfJob workspaces;
  private final FailurePolicy policy;
  private final FindEnds ends;
  private final WaitingJobs waitingJobs;
  private final InstantSource clock;

  FindConversationHandler(
      WorkspaceOfJob workspaces,
      FailurePolicy policy,
      FindEnds ends,
      WaitingJobs waitingJobs,
      InstantSource clock) {
    this.workspaces = workspaces;
    this.policy = policy;
    this.ends = ends;
    this.waitingJobs = waitingJobs;
    this.clock = clock;
  }

  @Override
  public DeliveryEnd handle(Job job) {
    JobEnd end =
        switch (FindConversationInput.read(job.variables())) {
          case Outcome.Failed<FindConversationInput>(var failure) ->
              policy.end(failure, job.retryTerms());
          case Outcome.Done<FindConversationInput>(var input) ->
              switch (workspaces.find(job, input.workspace(), input.accessToken())) {
                case WorkspaceOfJob.None(var none) -> none;
                case WorkspaceOfJob.Usable(var workspace) ->
                    input.criteria().waitUntil() == WaitUntil.NOW
                        ? look(job, input, workspace)
                        : await(job, input, workspace);
              };
        };
    return DeliveryEnd.of(end);
  }

  private JobEnd look(Job job, FindConversationInput input, IntercomWorkspace workspace) {
    return switch (workspace.findConversation().look(input.criteria())) {
      case Outcome.Failed<LookResult>(var failure) -> {
        workspaces.learnFrom(failure, workspace);
        yield policy.end(failure, job.retryTerms());
      }
      case Outcome.Done<LookResult>(LookResult(var conversation, var satisfied)) ->
          ends.found(job.retryTerms(), input, workspace, conversation, satisfied);
    };
  }

  private JobEnd await(Job job, FindConversationInput input, IntercomWorkspace workspace) {
    RetryState state = job.retryTerms().state();
    Instant known = state.deadline();
    Instant deadline =
        known == null
            ? clock.instant().plus(input.waitFor()).truncatedTo(ChronoUnit.MILLIS)
            : known;
    return switch (workspace.findConversation().bySource(input.criteria())) {
      case Outcome.Failed<Optional<ConversationCriteria>>(var failure) -> {
        workspaces.learnFrom(failure, workspace);
        yield policy.end(failure, job.retryTerms());
      }
      case Outcome.Done<Optional<ConversationCriteria>>(var criteria) -> {
        if (criteria.isEmpty() && clock.instant().isBefore(deadline)) {
          yield policy.giveBack(
              job.retryTerms().with(state.withDeadline(deadline)),
              "Intercom does not know the WhatsApp message yet.");
        }
        waitingJobs.register(job, criteria.map(input::with).orElse(input), workspace, deadline);
        yield new JobEnd.KeepWaiting(
            known == null ? state.withDeadline(deadline).variables() : Map.of());
      }
    };
  }
}

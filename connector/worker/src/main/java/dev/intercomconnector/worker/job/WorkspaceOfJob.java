package dev.intercomconnector.worker.job;

import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkspaceStatus;
import dev.intercomconnector.worker.workspace.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The workspace that a job's task means, once everything that can be refused without asking
 * Intercom has been looked at.
 */
@Component
public class WorkspaceOfJob {

  private final Workspaces workspaces;
  private final Expressions expressions;
  private final FailurePolicy policy;

  public WorkspaceOfJob(Workspaces workspaces, Expressions expressions, FailurePolicy policy) {
    this.workspaces = workspaces;
    this.expressions = expressions;
    this.policy = policy;
  }

  /** What was found. */
  public sealed interface Found {}

  public record Usable(IntercomWorkspace workspace) implements Found {}

  /** None can be used, so this is how the delivery ends. */
  public record None(JobEnd end) implements Found {}

  /**
   * Finds the workspace.
   *
   * @param name as the task says it
   * @param accessToken as the task says it; null where it names none
   */
  public Found find(Job job, String name, @Nullable String accessToken) {
    var wrong = expressions.problem(job.task().headers());
    if (wrong.isPresent()) {
      return new None(
          policy.incident(
              new Problem(
                  ErrorCode.INTERCOM_INVALID_REQUEST, wrong.get(), "Correct the expression."),
              job.retryTerms()));
    }
    return switch (workspaces.of(name, accessToken, job.task().tenant())) {
      case Outcome.Failed<IntercomWorkspace>(var failure) ->
          new None(policy.end(failure, job.retryTerms()));
      case Outcome.Done<IntercomWorkspace>(var workspace) ->
          workspace.status() instanceof WorkspaceStatus.Unusable(var reason)
              ? new None(policy.giveBack(job.retryTerms(), reason))
              : new Usable(workspace);
    };
  }

  /** A token that is refused to one job is refused to all: they need not find out one by one. */
  public void learnFrom(Failure failure, IntercomWorkspace workspace) {
    var intercom = failure.problem().intercom();
    if (intercom != null && intercom.status() == 401) {
      workspaces.tokenWasRefused(workspace);
    }
  }
}

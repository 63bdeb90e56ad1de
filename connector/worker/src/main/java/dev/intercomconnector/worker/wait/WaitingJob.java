package dev.intercomconnector.worker.wait;

import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.ending.RetryState;
import dev.intercomconnector.task.ending.RetryTerms;
import dev.intercomconnector.waiting.Wait;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.time.Instant;

/** A job of {@code intercom-find-conversation} that this worker keeps until it is answered. */
final class WaitingJob implements Wait {

  private final FindConversationInput input;
  private final IntercomWorkspace workspace;
  private final Instant deadline;
  private volatile Job job;

  WaitingJob(Job job, FindConversationInput input, IntercomWorkspace workspace, Instant deadline) {
    this.job = job.withoutVariables();
    this.input = input;
    this.workspace = workspace;
    this.deadline = deadline;
  }

  @Override
  public long key() {
    return job.key();
  }

  @Override
  public ConversationCriteria criteria() {
    return input.criteria();
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  Job job() {
    return job;
  }

  void leasedUntil(Instant until) {
    job = job.leasedUntil(until);
  }

  FindConversationInput input() {
    return input;
  }

  IntercomWorkspace workspace() {
    return workspace;
  }

  RetryTerms retryTerms() {
    return new RetryTerms(
        job.retries(), job.task().headers(), RetryState.none(job.key()).withDeadline(deadline));
  }
}

package dev.intercomconnector.worker.job;

import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.waiting.Wait;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.time.Instant;

/** A job of {@code intercom-find-conversation} that this worker keeps until it is answered. */
final class WaitingJob implements Wait {

  private final HeldJob job;
  private final FindConversationInput input;
  private final IntercomWorkspace workspace;
  private final Instant deadline;

  WaitingJob(
      HeldJob job, FindConversationInput input, IntercomWorkspace workspace, Instant deadline) {
    this.job = job;
    this.input = input;
    this.workspace = workspace;
    this.deadline = deadline;
  }

  @Override
  public long key() {
    return job.getKey();
  }

  @Override
  public ConversationCriteria criteria() {
    return input.criteria();
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  HeldJob job() {
    return job;
  }

  FindConversationInput input() {
    return input;
  }

  IntercomWorkspace workspace() {
    return workspace;
  }

  /** What the next delivery of the job should know. */
  JobMemory memory() {
    return JobMemory.NOTHING.withDeadline(deadline);
  }
}

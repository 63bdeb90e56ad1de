package dev.intercomconnector.worker.wait;

import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.worker.job.JobRunner;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Where jobs of {@code intercom-find-conversation} arrive. */
@Component
public class FindConversationWorker {

  private final JobRunner runner;
  private final FindConversationHandler handler;
  private final Duration lease;

  FindConversationWorker(
      JobRunner runner, FindConversationHandler handler, WorkerProperties properties) {
    this.runner = runner;
    this.handler = handler;
    this.lease = properties.findConversation().lease();
  }

  @JobWorker(type = FindConversationInput.TASK_TYPE, autoComplete = false)
  public void handle(ActivatedJob job) {
    runner.run(job, lease, handler);
  }
}

package dev.intercomconnector.worker.wait;

import dev.intercomconnector.worker.job.JobRunner;
import dev.intercomconnector.worker.job.JobType;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where jobs of {@code intercom-find-conversation} arrive. */
@Component
class FindConversationWorker implements JobType {

  private final JobRunner runner;
  private final FindConversationHandler handler;
  private final WorkerProperties.Holding settings;

  FindConversationWorker(
      JobRunner runner, FindConversationHandler handler, WorkerProperties properties) {
    this.runner = runner;
    this.handler = handler;
    this.settings = properties.findConversation();
  }

  @Override
  public String name() {
    return settings.type();
  }

  @Override
  public Duration lease() {
    return settings.lease();
  }

  @Override
  public int maxJobsActive() {
    return settings.maxJobsActive();
  }

  @Override
  public List<String> variables() {
    return FindConversationHandler.VARIABLES;
  }

  @Override
  public void handle(ActivatedJob job) {
    runner.run(job, settings.lease(), handler);
  }
}

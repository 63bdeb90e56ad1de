package dev.intercomconnector.worker.job;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.List;

/** The jobs of one task, and how they are taken from the engine. */
public interface JobType {

  /** The task type in the diagrams. */
  String name();

  /** For how long the engine leaves a job with this worker. */
  Duration lease();

  int maxJobsActive();

  /** The names of the variables that a job brings along. */
  List<String> variables();

  /** Blocks until the delivery has ended, or the job is left waiting. */
  void handle(ActivatedJob job);
}

package dev.intercomconnector.worker.job;

import io.camunda.client.api.response.ActivatedJob;
import org.slf4j.MDC;

/**
 * Names a job in every line that this thread logs until it is closed: where it is in the engine,
 * and nothing of what it carries.
 */
final class JobInLog implements AutoCloseable {

  private static final String PROCESS_INSTANCE = "processInstanceKey";
  private static final String ELEMENT = "elementId";
  private static final String ELEMENT_INSTANCE = "elementInstanceKey";
  private static final String JOB = "jobKey";

  private JobInLog() {}

  static JobInLog of(ActivatedJob job) {
    MDC.put(PROCESS_INSTANCE, Long.toString(job.getProcessInstanceKey()));
    MDC.put(ELEMENT, job.getElementId());
    MDC.put(ELEMENT_INSTANCE, Long.toString(job.getElementInstanceKey()));
    MDC.put(JOB, Long.toString(job.getKey()));
    return new JobInLog();
  }

  @Override
  public void close() {
    MDC.remove(PROCESS_INSTANCE);
    MDC.remove(ELEMENT);
    MDC.remove(ELEMENT_INSTANCE);
    MDC.remove(JOB);
  }
}

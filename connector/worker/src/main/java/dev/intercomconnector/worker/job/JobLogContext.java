package dev.intercomconnector.worker.job;

import org.slf4j.MDC;

/**
 * Names a job in every line that this thread logs until it is closed: where it is in the engine,
 * and nothing of what it carries.
 */
final class JobLogContext implements AutoCloseable {

  private static final String PROCESS_INSTANCE = "processInstanceKey";
  private static final String ELEMENT = "elementId";
  private static final String ELEMENT_INSTANCE = "elementInstanceKey";
  private static final String JOB = "jobKey";

  private JobLogContext() {}

  static JobLogContext of(Job job) {
    MDC.put(PROCESS_INSTANCE, Long.toString(job.processInstanceKey()));
    MDC.put(ELEMENT, job.task().element());
    MDC.put(ELEMENT_INSTANCE, Long.toString(job.elementInstanceKey()));
    MDC.put(JOB, Long.toString(job.key()));
    return new JobLogContext();
  }

  @Override
  public void close() {
    MDC.remove(PROCESS_INSTANCE);
    MDC.remove(ELEMENT);
    MDC.remove(ELEMENT_INSTANCE);
    MDC.remove(JOB);
  }
}

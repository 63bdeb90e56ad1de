package dev.intercomconnector.worker.job;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DocumentReferenceResponse;
import io.camunda.client.api.response.UserTaskProperties;
import io.camunda.client.api.search.enums.JobKind;
import io.camunda.client.api.search.enums.ListenerEventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job that is kept for long: without its variables, in some 60 bytes beside what it shares with
 * the other jobs of its task, and with a lease that can be renewed.
 */
final class HeldJob implements ActivatedJob {

  /** What all jobs of one task in one process definition have in common. */
  record Task(
      String type,
      String processId,
      int version,
      long processDefinitionKey,
      String elementId,
      Map<String, String> headers,
      String worker,
      String tenantId,
      JobKind kind) {

    static Task of(ActivatedJob job) {
      return new Task(
          job.getType(),
          job.getBpmnProcessId(),
          job.getProcessDefinitionVersion(),
          job.getProcessDefinitionKey(),
          job.getElementId(),
          Map.copyOf(job.getCustomHeaders()),
          job.getWorker(),
          job.getTenantId(),
          job.getKind());
    }
  }

  private final Task task;
  private final long key;
  private final long processInstanceKey;
  private final long elementInstanceKey;
  private final int retries;
  private volatile long deadline;

  HeldJob(ActivatedJob job, Task task) {
    this.task = task;
    this.key = job.getKey();
    this.processInstanceKey = job.getProcessInstanceKey();
    this.elementInstanceKey = job.getElementInstanceKey();
    this.retries = job.getRetries();
    this.deadline = job.getDeadline();
  }

  void leasedUntil(Instant end) {
    deadline = end.toEpochMilli();
  }

  @Override
  public long getDeadline() {
    return deadline;
  }

  @Override
  public long getKey() {
    return key;
  }

  @Override
  public long getProcessInstanceKey() {
    return processInstanceKey;
  }

  @Override
  public long getElementInstanceKey() {
    return elementInstanceKey;
  }

  @Override
  public int getRetries() {
    return retries;
  }

  @Override
  public String getType() {
    return task.type();
  }

  @Override
  public String getBpmnProcessId() {
    return task.processId();
  }

  @Override
  public int getProcessDefinitionVersion() {
    return task.version();
  }

  @Override
  public long getProcessDefinitionKey() {
    return task.processDefinitionKey();
  }

  @Override
  public String getElementId() {
    return task.elementId();
  }

  @Override
  public Map<String, String> getCustomHeaders() {
    return task.headers();
  }

  @Override
  public String getWorker() {
    return task.worker();
  }

  @Override
  public String getTenantId() {
    return task.tenantId();
  }

  @Override
  public JobKind getKind() {
    return task.kind();
  }

  @Override
  public String getVariables() {
    return "{}";
  }

  @Override
  public Map<String, Object> getVariablesAsMap() {
    return Map.of();
  }

  @Override
  public <T> T getVariablesAsType(Class<T> variableType) {
    throw new UnsupportedOperationException("a held job keeps no variables");
  }

  @Override
  public @Nullable Object getVariable(String name) {
    throw new UnsupportedOperationException("a held job keeps no variables");
  }

  @Override
  public List<DocumentReferenceResponse> getDocumentReferences(String name) {
    throw new UnsupportedOperationException("a held job keeps no variables");
  }

  @Override
  public @Nullable UserTaskProperties getUserTask() {
    return null;
  }

  @Override
  public @Nullable ListenerEventType getListenerEventType() {
    return null;
  }

  @Override
  public String toJson() {
    return "{\"key\":" + key + "}";
  }

  @Override
  public Set<String> getTags() {
    return Set.of();
  }
}

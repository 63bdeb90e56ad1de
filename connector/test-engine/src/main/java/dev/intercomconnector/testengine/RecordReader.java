package dev.intercomconnector.testengine;

import dev.intercomconnector.testengine.EngineEvent.Step;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Translates the engine's records, in their order, into what a reader wants to know. It learns the
 * elements' names from the deployments that pass by.
 */
final class RecordReader {
  private static final Map<Intent, Step> STEPS =
      Map.of(
          ProcessInstanceIntent.ELEMENT_ACTIVATED, Step.ACTIVATED,
          ProcessInstanceIntent.ELEMENT_COMPLETED, Step.COMPLETED,
          ProcessInstanceIntent.ELEMENT_TERMINATED, Step.TERMINATED,
          ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN, Step.TAKEN);

  private final Map<Long, ElementNames> namesByDefinition = new HashMap<>();

  /** The event a record stands for; empty for commands, rejections and the engine's inner steps. */
  Optional<EngineEvent> read(Record<?> record) {
    if (record.getRecordType() != RecordType.EVENT) {
      return Optional.empty();
    }
    Instant time = Instant.ofEpochMilli(record.getTimestamp());
    return switch (record.getValue()) {
      case Process deployed -> {
        namesByDefinition.computeIfAbsent(
            deployed.getProcessDefinitionKey(), unused -> new ElementNames(deployed.getResource()));
        yield Optional.empty();
      }
      case ProcessInstanceRecordValue element -> element(time, record.getIntent(), element);
      case VariableRecordValue variable ->
          Optional.of(
              new EngineEvent.Variable(
                  time,
                  variable.getProcessInstanceKey(),
                  variable.getScopeKey(),
                  variable.getName(),
                  variable.getValue()));
      case IncidentRecordValue incident -> incident(time, record, incident);
      case JobRecordValue job -> job(time, record.getIntent(), job);
      default -> Optional.empty();
    };
  }

  private Optional<EngineEvent> element(
      Instant time, Intent intent, ProcessInstanceRecordValue element) {
    return Optional.ofNullable(STEPS.get(intent))
        .map(
            step ->
                new EngineEvent.Element(
                    time,
                    element.getProcessInstanceKey(),
                    element.getElementId(),
                    name(element.getProcessDefinitionKey(), element.getElementId()),
                    element.getBpmnElementType(),
                    step));
  }

  private Optional<EngineEvent> incident(
      Instant time, Record<?> record, IncidentRecordValue incident) {
    long instance = incident.getProcessInstanceKey();
    if (record.getIntent() == IncidentIntent.CREATED) {
      String element = name(incident.getProcessDefinitionKey(), incident.getElementId());
      return Optional.of(
          new EngineEvent.Incident(
              time,
              instance,
              record.getKey(),
              incident.getJobKey(),
              incident.getElementId(),
              element,
              incident.getErrorMessage()));
    }
    return record.getIntent() == IncidentIntent.RESOLVED
        ? Optional.of(new EngineEvent.IncidentResolved(time, instance, record.getKey()))
        : Optional.empty();
  }

  private Optional<EngineEvent> job(Instant time, Intent intent, JobRecordValue job) {
    long instance = job.getProcessInstanceKey();
    String element = name(job.getProcessDefinitionKey(), job.getElementId());
    if (intent == JobIntent.FAILED) {
      return Optional.of(
          new EngineEvent.JobFailed(
              time,
              instance,
              job.getElementId(),
              element,
              job.getErrorMessage(),
              job.getRetries(),
              Duration.ofMillis(job.getRetryBackoff())));
    }
    if (intent == JobIntent.TIMED_OUT) {
      return Optional.of(new EngineEvent.LeaseEnded(time, instance, element));
    }
    return intent == JobIntent.ERROR_THROWN
        ? Optional.of(
            new EngineEvent.BpmnError(
                time, instance, element, job.getErrorCode(), job.getErrorMessage()))
        : Optional.empty();
  }

  private String name(long definition, String elementId) {
    ElementNames names = namesByDefinition.get(definition);
    return names == null ? elementId : names.of(elementId);
  }
}

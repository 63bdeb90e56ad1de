package dev.intercomconnector.testengine;

import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.time.Duration;
import java.time.Instant;

/** Something that happened in a process instance, at the engine's time. */
public sealed interface EngineEvent {
  /** When it happened, by the engine's clock. */
  Instant time();

  /** The key of the process instance. */
  long processInstance();

  /** What an element instance came to. */
  enum Step {
    ACTIVATED,
    COMPLETED,
    TERMINATED,
    /** Of sequence flows. */
    TAKEN
  }

  /**
   * An element moved on.
   *
   * @param name as {@link ElementNames} gives it
   */
  record Element(
      Instant time, long processInstance, String id, String name, BpmnElementType type, Step step)
      implements EngineEvent {}

  /**
   * A variable got a value.
   *
   * @param scope the key of the element instance it belongs to, or of the process instance
   * @param json its value
   */
  record Variable(Instant time, long processInstance, long scope, String name, String json)
      implements EngineEvent {}

  /**
   * An incident stopped an element.
   *
   * @param jobKey of the job that failed; negative where no job is the cause
   */
  record Incident(
      Instant time,
      long processInstance,
      long key,
      long jobKey,
      String elementId,
      String elementName,
      String message)
      implements EngineEvent {}

  /** An incident was resolved. */
  record IncidentResolved(Instant time, long processInstance, long key) implements EngineEvent {}

  /**
   * A worker failed a job.
   *
   * @param backoff how long until it is handed out again
   */
  record JobFailed(
      Instant time,
      long processInstance,
      String elementId,
      String elementName,
      String message,
      int retriesLeft,
      Duration backoff)
      implements EngineEvent {}

  /** A job's lease ended before its worker was done: the engine hands it out again. */
  record LeaseEnded(Instant time, long processInstance, String elementName)
      implements EngineEvent {}

  /** A worker threw a BPMN error. */
  record BpmnError(
      Instant time, long processInstance, String elementName, String code, String message)
      implements EngineEvent {}
}

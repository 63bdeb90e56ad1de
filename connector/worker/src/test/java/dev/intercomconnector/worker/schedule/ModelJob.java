package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A job in the model of the engine. Only {@link ModelEngine} changes it. */
final class ModelJob {

  /** Where a job stands. The engine allows a command by this alone, whoever sends it. */
  enum State {
    /** Waits for a worker: new, given back, or its lease is over. */
    ACTIVATABLE,
    ACTIVATED,
    /** Failed with retries left, until its backoff is over. */
    BACKOFF,
    /** Failed without retries. */
    INCIDENT,
    /** A BPMN error that nobody caught. */
    UNCAUGHT_ERROR,
    COMPLETED,
    /** A BPMN error took the process another way. */
    ERROR_CAUGHT
  }

  final long key;
  final long elementInstanceKey;
  final Map<String, String> headers;

  /** Local to the element instance, the task's inputs among them. */
  final Map<String, JsonNode> variables = new TreeMap<>();

  State state = State.ACTIVATABLE;
  int retries;

  /** The end of the lease, or of the backoff. */
  Instant until = Instant.EPOCH;

  /** Of the last fail or throw. */
  String message = "";

  /** Of the completion. */
  Map<String, JsonNode> result = Map.of();

  ModelJob(long key, int retries, Map<String, String> headers) {
    this.key = key;
    this.elementInstanceKey = key + 1000;
    this.retries = retries;
    this.headers = headers;
  }

  boolean isOver() {
    return state == State.COMPLETED || state == State.ERROR_CAUGHT;
  }

  /** Whether an operator has to act. */
  boolean isIncident() {
    return state == State.INCIDENT || state == State.UNCAUGHT_ERROR;
  }
}

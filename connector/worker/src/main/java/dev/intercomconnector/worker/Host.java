package dev.intercomconnector.worker;

import dev.intercomconnector.worker.workspace.SecretSource;
import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What the connector takes from the application that it is part of.
 *
 * @param client tells how to reach the engine
 * @param meters where the metrics go
 * @param secrets of the connector runtime; none in the stand-alone worker
 * @param ownProcess there in the stand-alone worker only
 */
record Host(
    ObjectProvider<CamundaClient> client,
    ObjectProvider<MeterRegistry> meters,
    ObjectProvider<SecretSource> secrets,
    ObjectProvider<IntercomWorker> ownProcess) {

  /** Whether others work in this process, whom a mistake of ours must not stop. */
  boolean isShared() {
    return ownProcess.stream().findAny().isEmpty();
  }
}

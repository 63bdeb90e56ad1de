package dev.intercomconnector.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientConfiguration;
import io.camunda.client.impl.CamundaObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A client to the host's engine: address, credentials, certificates, tenants and interceptors are
 * the host's. Its threads are its own, since a job blocks one while Intercom answers and the host
 * may have a single one for all; and what it says on the wire does not depend on the host's
 * settings.
 */
final class EngineClient {

  /** What the client needs beside the jobs: polling, streaming, heartbeats. */
  private static final int OWN_THREADS = 8;

  private EngineClient() {}

  /** Makes a client, which has to be closed. */
  static CamundaClient like(
      CamundaClientConfiguration host, WorkerProperties properties, ObjectMapper json) {
    int jobs =
        properties.sendMessage().maxJobsActive() + properties.findConversation().maxJobsActive();
    var threads =
        Executors.newScheduledThreadPool(
            jobs + OWN_THREADS, Thread.ofVirtual().name("intercom-job-", 0).factory());
    return CamundaClient.newClient(
        changed(
            host,
            Map.of(
                "jobWorkerExecutor",
                threads,
                "ownsJobWorkerExecutor",
                true,
                // Jobs are streamed, which REST cannot do.
                "preferRestOverGrpc",
                false,
                "getJsonMapper",
                new CamundaObjectMapper(json.copy()))));
  }

  /** The host's configuration with some answers of its own, by the names of its methods. */
  private static CamundaClientConfiguration changed(
      CamundaClientConfiguration host, Map<String, Object> answers) {
    return (CamundaClientConfiguration)
        Proxy.newProxyInstance(
            CamundaClientConfiguration.class.getClassLoader(),
            new Class<?>[] {CamundaClientConfiguration.class},
            (proxy, method, arguments) -> {
              Object answer = answers.get(method.getName());
              if (answer != null) {
                return answer;
              }
              try {
                return method.invoke(host, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

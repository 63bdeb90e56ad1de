package dev.intercomconnector.trials.benchmark.marker;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Jobs that each send one message, done by the worker's commands in the worker's order. */
final class SendJobs implements AutoCloseable {

  static final int AT_A_TIME = 32;

  private static final String MESSAGE =
      """
      {"message_type": "inapp", "body": "Hello",
       "from": {"type": "admin", "id": "%s"}, "to": {"type": "user", "id": "%s"}}
      """
          .formatted(Seed.ADA, Seed.USER);

  /** Whether the engine is told first. */
  enum Marker {
    LEFT_OUT,
    WRITTEN
  }

  private final CamundaClient client;
  private final OkHttpClient http = new OkHttpClient();
  private final Request request;
  private int rounds;

  SendJobs(URI engine, URI intercom) {
    this.client =
        CamundaClient.newClientBuilder()
            .applyEnvironmentVariableOverrides(false)
            .grpcAddress(engine)
            .preferRestOverGrpc(false)
            .defaultRequestTimeout(Duration.ofMinutes(1))
            .numJobWorkerExecutionThreads(AT_A_TIME)
            .build();
    this.request =
        new Request.Builder()
            .url(intercom.resolve("/messages").toString())
            .header("Authorization", "Bearer " + DoubleSettings.TOKEN)
            .post(RequestBody.create(MESSAGE, MediaType.get("application/json")))
            .build();
  }

  /**
   * Has so many jobs waiting, and then does them.
   *
   * @return the seconds from the first request for jobs to the last completion
   */
  double drain(int jobs, Marker marker) throws InterruptedException {
    String type = "send-" + ++rounds;
    start(jobs, type);
    CountDownLatch left = new CountDownLatch(jobs);
    long start = System.nanoTime();
    try (JobWorker worker =
        client
            .newWorker()
            .jobType(type)
            .handler((unused, job) -> send(job, marker, left))
            .maxJobsActive(AT_A_TIME)
            .streamEnabled(true)
            .open()) {
      if (!left.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException(left.getCount() + " jobs were not done in time");
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private void start(int jobs, String type) throws InterruptedException {
    var model =
        Bpmn.createExecutableProcess(type)
            .startEvent()
            .serviceTask("send", task -> task.zeebeJobType(type))
            .endEvent()
            .done();
    client.newDeployResourceCommand().addProcessModel(model, type + ".bpmn").send().join();
    for (int started = 0; started < jobs; ) {
      try {
        client.newCreateInstanceCommand().bpmnProcessId(type).latestVersion().send().join();
        started++;
      } catch (ClientStatusException busy) {
        Thread.sleep(50);
      }
    }
  }

  private void send(ActivatedJob job, Marker marker, CountDownLatch left) throws IOException {
    if (marker == Marker.WRITTEN) {
      client
          .newSetVariablesCommand(job.getElementInstanceKey())
          .variables(Map.of("intercomSend", marker(job)))
          .local(true)
          .send()
          .join();
    }
    try (Response response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("the double answered " + response.code());
      }
      client.newCompleteCommand(job.getKey()).variables(Map.of("sent", true)).send().join();
      left.countDown();
    }
  }

  /** As large as the worker's. */
  private static Map<String, Object> marker(ActivatedJob job) {
    return Map.of(
        "elementInstanceKey",
        job.getElementInstanceKey(),
        "attemptId",
        UUID.randomUUID().toString(),
        "requestHash",
        "0123456789abcdef".repeat(4),
        "at",
        Instant.now().toString(),
        "apiVersion",
        "2.14",
        "state",
        "BEGUN");
  }

  @Override
  public void close() {
    client.close();
  }
}

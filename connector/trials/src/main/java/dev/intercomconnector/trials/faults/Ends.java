package dev.intercomconnector.trials.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How each process instance says that its send ended, by business key. */
final class Ends implements AutoCloseable {

  /** What the process knows of its send. */
  sealed interface End {

    /**
     * Sent, as that message.
     *
     * @param alreadySent by an earlier delivery of the job
     */
    record Sent(String messageId, boolean alreadySent) implements End {}

    /** Reported as unknown, by a BPMN error or an incident. */
    record Unknown() implements End {}
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, End> byKey = new ConcurrentHashMap<>();
  private final JobWorker sent;
  private final JobWorker unknown;

  Ends(CamundaClient client) {
    this.sent =
        open(
            client,
            SendProcess.SENT_JOB,
            variables -> {
              JsonNode result = variables.path(SendProcess.RESULT);
              return new End.Sent(
                  result.path("messageId").asText(), result.path("alreadySent").asBoolean());
            });
    this.unknown = open(client, SendProcess.UNKNOWN_JOB, variables -> new End.Unknown());
  }

  private interface Reading {
    End read(JsonNode variables);
  }

  private JobWorker open(CamundaClient client, String type, Reading reading) {
    return client
        .newWorker()
        .jobType(type)
        .handler((jobs, job) -> note(jobs, job, reading))
        .timeout(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .fetchVariables(SendProcess.KEY, SendProcess.RESULT)
        .open();
  }

  private void note(JobClient jobs, ActivatedJob job, Reading reading) throws IOException {
    JsonNode variables = JSON.readTree(job.getVariables());
    note(variables.path(SendProcess.KEY).asText(), reading.read(variables));
    jobs.newCompleteCommand(job.getKey()).send().join();
  }

  void note(String businessKey, End end) {
    byKey.put(businessKey, end);
  }

  Map<String, End> byKey() {
    return Map.copyOf(byKey);
  }

  @Override
  public void close() {
    sent.close();
    unknown.close();
  }
}

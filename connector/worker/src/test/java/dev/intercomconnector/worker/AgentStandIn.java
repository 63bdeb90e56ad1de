package dev.intercomconnector.worker;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * In the place of Camunda's AI Agent Sub-process: does what that does to the engine between two
 * thoughts of its model, without a model.
 */
public final class AgentStandIn {

  private static final String JOB = "io.camunda.agenticai:aiagent-job-worker:1";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CamundaClient client;

  public AgentStandIn(CamundaClient client) {
    this.client = client;
  }

  /** Calls the tool, once for each question at a time. */
  public void ask(String... questions) {
    client
        .newCompleteCommand(turn())
        .withResult(
            result -> {
              var calls = result.forAdHocSubProcess();
              for (int i = 0; i < questions.length; i++) {
                calls = calls.activateElement("ask-the-customer").variables(call(i, questions[i]));
              }
              return calls;
            })
        .send()
        .join();
  }

  private static Map<String, Object> call(int number, String question) {
    Map<String, Object> meta = Map.of("id", "call-" + number, "name", "ask-the-customer");
    // The empty result belongs to the call, so that those of two calls at once keep apart.
    return Map.of("toolCall", Map.of("_meta", meta, "question", question), "toolCallResult", "");
  }

  /** Waits for that many results, ends the agent, and returns them in the order of the calls. */
  public List<Map<String, Object>> finishWith(int results) {
    while (true) {
      ActivatedJob job = turn();
      List<Map<String, Object>> given = results(job);
      boolean enough = given.size() == results;
      client
          .newCompleteCommand(job)
          .withResult(result -> result.forAdHocSubProcess().completionConditionFulfilled(enough))
          .send()
          .join();
      if (enough) {
        return given;
      }
    }
  }

  /** The agent's next turn comes with its start, and with each result. */
  private ActivatedJob turn() {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .newActivateJobsCommand()
                    .jobType(JOB)
                    .maxJobsToActivate(1)
                    .timeout(PATIENCE)
                    .requestTimeout(Duration.ofSeconds(1))
                    .send()
                    .join()
                    .getJobs(),
            jobs -> !jobs.isEmpty())
        .getFirst();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> results(ActivatedJob job) {
    List<Map<String, Object>> all =
        (List<Map<String, Object>>) job.getVariablesAsMap().get("toolCallResults");
    return Objects.requireNonNull(all).stream()
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(result -> String.valueOf(result.get("id"))))
        .toList();
  }
}

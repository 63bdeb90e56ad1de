package dev.intercomconnector.trials.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.trials.ConnectorProgram;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends as somebody would who does not think of faults: the suite has to notice. */
final class CarelessWorker {

  /** What it does not care for. */
  enum Fault {
    /** Sends again after any failure. */
    NO_MARKER,
    /** Takes every answer for a success. */
    NO_LOOK_AT_THE_ANSWER
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Fault fault;

  private CarelessWorker(Fault fault) {
    this.fault = fault;
  }

  static ConnectorProgram with(Fault fault) {
    return new ConnectorProgram(
        fault.name(),
        List.of("-cp", System.getProperty("java.class.path"), CarelessWorker.class.getName()),
        Map.of("FAULT", fault.name()));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var worker = new CarelessWorker(Fault.valueOf(System.getenv("FAULT")));
    CamundaClient client =
        CamundaClient.newClientBuilder()
            .applyEnvironmentVariableOverrides(false)
            .grpcAddress(URI.create(System.getenv("CAMUNDA_CLIENT_GRPCADDRESS")))
            .preferRestOverGrpc(false)
            .build();
    client
        .newWorker()
        .jobType("intercom-send-message")
        .handler(worker::handle)
        .timeout(Plan.LEASE)
        .pollInterval(Duration.ofMillis(50))
        .open();
    answerThatItIsReady(Integer.parseInt(System.getenv("SERVER_PORT")));
  }

  private static void answerThatItIsReady(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  private void handle(JobClient jobs, ActivatedJob job) throws IOException, InterruptedException {
    JsonNode variables = JSON.readTree(job.getVariables());
    String answer;
    try {
      answer = post(variables.path("intercom").path("body").asText());
    } catch (IOException failed) {
      switch (fault) {
        case NO_MARKER -> jobs.newFailCommand(job).retries(job.getRetries()).send().join();
        case NO_LOOK_AT_THE_ANSWER -> complete(jobs, job, "unknown");
      }
      return;
    }
    complete(jobs, job, JSON.readTree(answer).path("id").asText());
  }

  private String post(String body) throws IOException, InterruptedException {
    String message =
        JSON.writeValueAsString(
            Map.of(
                "message_type",
                "inapp",
                "body",
                body,
                "from",
                Map.of("type", "admin", "id", Seed.ADA),
                "to",
                Map.of("type", "user", "id", Seed.USER)));
    String token = Files.readString(Path.of(System.getenv("INTERCOM_ACCESS_TOKEN_FILE")), UTF_8);
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(System.getenv("INTERCOM_BASE_URL") + "/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("answered " + answer.statusCode());
    }
    return answer.body();
  }

  private static void complete(JobClient jobs, ActivatedJob job, String messageId) {
    jobs.newCompleteCommand(job)
        .variables(Map.of(SendProcess.RESULT, Map.of("messageId", messageId)))
        .send()
        .join();
  }
}

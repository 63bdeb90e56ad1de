package dev.intercomconnector.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;

/** What the connector runs in during a test. */
public interface Deployment {

  /** Tags tests that need only a running worker: they run in every deployment. */
  String EVERY = "every-deployment";

  /** Starts it with these settings; returns once it takes jobs. */
  Running start(Map<String, String> settings);

  /** The one that the class path brings as a service, else the stand-alone worker in this JVM. */
  static Deployment here() {
    return ServiceLoader.load(Deployment.class).findFirst().orElse(WorkerInThisJvm::start);
  }

  /** A deployment that was started. */
  interface Running extends AutoCloseable {

    /** Where its web server answers. */
    URI address();

    /** Asks it to end, and returns when it has. */
    @Override
    void close();

    /**
     * The present value of a metric; 0 where nothing has been counted yet.
     *
     * @param tags each as {@code tag:value}
     */
    default double metric(String name, String... tags) {
      StringBuilder question = new StringBuilder("/actuator/metrics/").append(name);
      for (int i = 0; i < tags.length; i++) {
        question.append(i == 0 ? "?tag=" : "&tag=").append(tags[i]);
      }
      return read(question.toString()).at("/measurements/0/value").asDouble();
    }

    /** What it answers to a GET, whatever the status; nothing where that has no body. */
    default JsonNode read(String path) {
      try {
        var answer = (HttpURLConnection) address().resolve(path).toURL().openConnection();
        try (var body =
            answer.getResponseCode() < 400 ? answer.getInputStream() : answer.getErrorStream()) {
          return new ObjectMapper().readTree(body == null ? new byte[0] : body.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dev.intercomconnector.testengine.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a program over HTTP whether it is ready, until it answers 200. */
public final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LAST_WORDS = 2_000;

  private Readiness() {}

  /**
   * Returns when it is ready.
   *
   * @throws IllegalStateException with the last of what it printed, when it has ended or is not
   *     ready in time
   */
  public static void await(ChildProcess process, URI health, Duration patience)
      throws InterruptedException {
    long start = System.nanoTime();
    HttpRequest question = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!isReady(http, question)) {
        if (!process.isAlive() || System.nanoTime() - start > patience.toNanos()) {
          String printed = process.printed();
          throw new IllegalStateException(
              "not ready after %s, %s:%n%s"
                  .formatted(
                      Duration.ofNanos(System.nanoTime() - start),
                      process.isAlive() ? "still running" : "ended",
                      printed.substring(Math.max(0, printed.length() - LAST_WORDS))));
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private static boolean isReady(HttpClient http, HttpRequest question)
      throws InterruptedException {
    try {
      return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListening) {
      return false;
    }
  }
}

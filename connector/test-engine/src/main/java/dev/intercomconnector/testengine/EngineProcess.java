package dev.intercomconnector.testengine;

import dev.intercomconnector.testengine.process.ChildProcess;
import dev.intercomconnector.testengine.process.FreePort;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The in-memory engine in a process of its own, which can be suspended. It keeps nothing when it
 * ends.
 */
public final class EngineProcess implements Engine {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ChildProcess process;
  private final URI grpcAddress;

  private EngineProcess(ChildProcess process, URI grpcAddress) {
    this.process = process;
    this.grpcAddress = grpcAddress;
  }

  /**
   * Starts it on a free port of the loopback address and returns when it answers, after some
   * seconds.
   *
   * @param jar the runnable jar of this module
   * @param log gets what it prints
   * @throws IllegalStateException when it has ended or does not answer in time
   */
  public static EngineProcess start(Path jar, Path log) throws IOException, InterruptedException {
    int port = FreePort.find();
    // About 18 kB of memory an instance, which it never frees.
    List<String> command =
        List.of(
            ChildProcess.java(),
            "-Xmx2g",
            "-XX:+ExitOnOutOfMemoryError",
            "-D%s=%d".formatted(RunEngine.PORT, port),
            "-jar",
            jar.toAbsolutePath().toString());
    var engine =
        new EngineProcess(
            ChildProcess.start(command, Map.of(), log), URI.create("http://127.0.0.1:" + port));
    try {
      engine.awaitAnswer();
      return engine;
    } catch (IllegalStateException | InterruptedException e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public URI grpcAddress() {
    return grpcAddress;
  }

  /** For signals, and for what it printed. */
  public ChildProcess process() {
    return process;
  }

  /** All incidents so far, also those that were resolved, oldest first. */
  public List<PrintedIncident> incidents() {
    return process.printed().lines().map(PrintedIncident::of).flatMap(Optional::stream).toList();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.close();
  }

  private void awaitAnswer() throws InterruptedException {
    long start = System.nanoTime();
    try (CamundaClient client = client()) {
      while (!answers(client)) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IllegalStateException("the engine does not answer: " + process.printed());
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private static boolean answers(CamundaClient client) {
    try {
      return !client.newTopologyRequest().send().join().getBrokers().isEmpty();
    } catch (ClientException notYet) {
      return false;
    }
  }
}

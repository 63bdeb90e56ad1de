package dev.intercomconnector.testengine.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job worker as an operator runs it: a Spring Boot application, in a process of its own. */
public final class WorkerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ChildProcess process;
  private final URI address;

  private WorkerProcess(ChildProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * What a worker is started with; the same again after it was killed.
   *
   * @param program what follows {@code java}: a jar, or a class path and a class
   * @param engine its gRPC address
   * @param settings more environment variables, as an operator sets them
   */
  public record Setup(List<String> program, URI engine, Map<String, String> settings) {

    /**
     * The jar of an application.
     *
     * @param jar such as {@code intercom-worker.jar}
     */
    public Setup(Path jar, URI engine, Map<String, String> settings) {
      this(List.of("-jar", jar.toAbsolutePath().toString()), engine, settings);
    }
  }

  /**
   * Starts a worker on a free port and returns while it is still starting.
   *
   * @param log gets what it prints, after what is there already
   */
  public static WorkerProcess start(Setup setup, Path log) throws IOException {
    int port = FreePort.find();
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("CAMUNDA_CLIENT_GRPCADDRESS", setup.engine().toString());
    environment.put("CAMUNDA_CLIENT_RESTADDRESS", setup.engine().toString());
    environment.putAll(setup.settings());
    List<String> command =
        new ArrayList<>(List.of(ChildProcess.java(), "-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(setup.program());
    return new WorkerProcess(
        ChildProcess.start(command, environment, log), URI.create("http://127.0.0.1:" + port));
  }

  /**
   * Returns when it takes jobs.
   *
   * @throws IllegalStateException with the last of its log, when it has ended or needs too long
   */
  public WorkerProcess awaitReady() throws InterruptedException {
    Readiness.await(process, address.resolve("/actuator/health/readiness"), PATIENCE);
    return this;
  }

  /** Where its health and metrics are. */
  public URI address() {
    return address;
  }

  /** For signals, and for what it printed. */
  public ChildProcess process() {
    return process;
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.close();
  }
}

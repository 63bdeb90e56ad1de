package dev.intercomconnector.plugin;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Camunda's connector runtime as a process of its own: the jars that Camunda brings and the one jar
 * of the plugin, nothing else.
 */
final class RuntimeProcess implements AutoCloseable {

  /** Made by the modules that this one is built after. */
  static final Path PLUGIN = Path.of("target/intercom-connector-plugin.jar");

  private static final Path RUNTIME = Path.of("../camunda-runtime/target");

  private final Process process;
  private final Path log;

  private RuntimeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it against an engine and waits until it is up. */
  static RuntimeProcess start(URI engine, Map<String, String> environment) throws IOException {
    RuntimeProcess started = launch(engine, environment);
    await()
        .atMost(Duration.ofSeconds(60))
        .failFast(
            () -> {
              if (!started.process.isAlive()) {
                throw new IllegalStateException("The runtime ended: " + started.log());
              }
            })
        .until(() -> started.log().contains("Started ConnectorRuntime"));
    return started;
  }

  /** Starts it against an engine. */
  static RuntimeProcess launch(URI engine, Map<String, String> environment) throws IOException {
    String classPath =
        String.join(
            File.pathSeparator,
            RUNTIME.resolve("classes").toString(),
            PLUGIN.toString(),
            Files.readString(RUNTIME.resolve("runtime.classpath")).strip());
    Path log = Files.createTempFile(Path.of("target"), "connector-runtime-", ".log");
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                classPath,
                "dev.intercomconnector.camundaruntime.ConnectorRuntime",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--camunda.client.mode=self-managed",
                "--camunda.client.grpc-address=" + engine,
                "--camunda.client.rest-address=http://127.0.0.1:1",
                "--camunda.client.prefer-rest-over-grpc=false",
                "--camunda.connector.polling.enabled=false",
                "--camunda.connector.webhook.enabled=false",
                "--camunda.connector.secretprovider.environment.prefix=SECRET_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new RuntimeProcess(builder.start(), log);
  }

  /** All that it has written so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for it to end by itself. */
  boolean ends(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As a machine that fails. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!ends(Duration.ofSeconds(15))) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.intercomconnector.plugin;

import dev.intercomconnector.testengine.process.ChildProcess;
import dev.intercomconnector.testengine.process.FreePort;
import dev.intercomconnector.worker.Deployment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Camunda's connector runtime as a process of its own: the jars that Camunda brings and the one jar
 * of the plugin, nothing else.
 */
final class RuntimeProcess implements Deployment.Running {

  /** Made by the modules that this one is built after. */
  static final Path PLUGIN = Path.of("target/intercom-connector-plugin.jar");

  /** Of the runtime itself. */
  static final String MAIN = "dev.intercomconnector.camundaruntime.ConnectorRuntime";

  private static final Path RUNTIME = Path.of("../camunda-runtime/target");

  /** Where that class is. */
  static final Path CLASSES = RUNTIME.resolve("classes");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Map<String, String> USUAL =
      Map.of(
          "server.address",
          "127.0.0.1",
          "camunda.client.mode",
          "self-managed",
          "camunda.client.rest-address",
          "http://127.0.0.1:1",
          "camunda.client.prefer-rest-over-grpc",
          "false",
          "camunda.connector.polling.enabled",
          "false",
          "camunda.connector.webhook.enabled",
          "false",
          "camunda.connector.secretprovider.environment.prefix",
          "SECRET_",
          "management.endpoints.web.exposure.include",
          "metrics,health",
          "management.endpoint.health.show-details",
          "always",
          "management.endpoint.health.group.readiness.include",
          "zeebeClient");

  private final ChildProcess process;
  private final URI address;

  private RuntimeProcess(ChildProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it and returns when the connector in it takes jobs. */
  static RuntimeProcess start(Map<String, String> settings, Map<String, String> environment) {
    RuntimeProcess started = startAnyway(settings, environment);
    if (!started.intercomHealth().equals("UP")) {
      started.close();
      throw new IllegalStateException("The connector does not run: " + started.log());
    }
    return started;
  }

  /**
   * Starts it and returns when the connector in it takes jobs, or says that it cannot.
   *
   * @param settings as arguments of the command line
   * @param environment all that it sees beside the path and the like
   */
  static RuntimeProcess startAnyway(Map<String, String> settings, Map<String, String> environment) {
    RuntimeProcess started = launch(settings, environment);
    Awaitility.await()
        .atMost(PATIENCE)
        .failFast(
            () -> {
              if (!started.process.isAlive()) {
                throw new IllegalStateException("The runtime ended: " + started.log());
              }
            })
        .until(() -> !started.intercomHealth().isEmpty());
    return started;
  }

  private static RuntimeProcess launch(
      Map<String, String> settings, Map<String, String> environment) {
    try {
      int port = FreePort.find();
      List<String> command =
          new ArrayList<>(
              List.of(
                  ChildProcess.java(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  "-classpath",
                  String.join(
                      File.pathSeparator, CLASSES.toString(), PLUGIN.toString(), camundasJars()),
                  MAIN));
      command.addAll(arguments(port, settings));
      Path folder = Files.createDirectories(Path.of("target", "connector-runtime"));
      return new RuntimeProcess(
          ChildProcess.start(
              command, environment, Files.createTempFile(folder, "runtime-", ".log")),
          URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line of a runtime. */
  static List<String> arguments(int port, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(USUAL);
    all.put("server.port", Integer.toString(port));
    all.putAll(settings);
    return all.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }

  /** The class path of the runtime without the plugin. */
  static String camundasJars() throws IOException {
    return Files.readString(RUNTIME.resolve("runtime.classpath")).strip();
  }

  /** What the connector's health says; empty while it starts. */
  String intercomHealth() {
    return intercomHealth(this);
  }

  static String intercomHealth(Deployment.Running runtime) {
    try {
      String status = runtime.read("/actuator/health").at("/components/intercom/status").asText();
      return status.equals("UNKNOWN") ? "" : status;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return "";
      }
      throw e;
    }
  }

  /** All that it has written so far. */
  String log() {
    return process.printed();
  }

  /** For signals. */
  ChildProcess process() {
    return process;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.terminate(Duration.ofSeconds(60));
  }
}

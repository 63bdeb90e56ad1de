package dev.intercomconnector.trials;

import dev.intercomconnector.testengine.process.WorkerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the connector runs in, each replica a process of its own.
 *
 * @param name as {@code -Dfaults.in} and {@code -Dwaits.in} have it
 * @param program what follows {@code java}
 * @param settings as environment variables, beside those of the connector
 */
public record ConnectorProgram(String name, List<String> program, Map<String, String> settings) {

  /**
   * {@code worker} or {@code runtime}, made of the files that the system properties name: {@code
   * worker.jar}, or {@code plugin.jar} and {@code runtime.folder}.
   */
  public static ConnectorProgram named(String name) throws IOException {
    return switch (name) {
      case "worker" -> worker(path("worker.jar"));
      case "runtime" -> runtime(path("runtime.folder"), path("plugin.jar"));
      default ->
          throw new IllegalArgumentException(
              "There is the deployment 'worker' and the deployment 'runtime', but not '"
                  + name
                  + "'");
    };
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property, ""));
  }

  /** The stand-alone worker. */
  private static ConnectorProgram worker(Path jar) {
    return new ConnectorProgram(
        "worker", List.of("-jar", jar.toAbsolutePath().toString()), Map.of());
  }

  /**
   * Camunda's connector runtime with the connector's jar.
   *
   * @param runtime where its classes and the list of its jars are
   */
  private static ConnectorProgram runtime(Path runtime, Path plugin) throws IOException {
    String classPath =
        String.join(
            File.pathSeparator,
            runtime.resolve("classes").toAbsolutePath().toString(),
            plugin.toAbsolutePath().toString(),
            Files.readString(runtime.resolve("runtime.classpath")).strip());
    return new ConnectorProgram(
        "runtime",
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            classPath,
            "dev.intercomconnector.camundaruntime.ConnectorRuntime"),
        Map.of(
            "CAMUNDA_CLIENT_MODE", "self-managed",
            "CAMUNDA_CLIENT_PREFERRESTOVERGRPC", "false",
            "CAMUNDA_CONNECTOR_POLLING_ENABLED", "false",
            "CAMUNDA_CONNECTOR_WEBHOOK_ENABLED", "false",
            "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "health,metrics",
            "MANAGEMENT_ENDPOINT_HEALTH_PROBES_ENABLED", "true",
            "MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE", "readinessState,intercom"));
  }

  /** What a replica is started with. */
  public WorkerProcess.Setup setup(URI engine, Map<String, String> connector) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(connector);
    return new WorkerProcess.Setup(program, engine, all);
  }
}

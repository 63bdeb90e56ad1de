package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.worker.IntercomWorker;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The job worker in this JVM, the same application that is otherwise run on its own. */
final class RunningWorker implements AutoCloseable {
  private final ConfigurableApplicationContext application;

  /** Signs what the double tells the worker; both are here. */
  private static final String CLIENT_SECRET = "sandbox-secret";

  private RunningWorker(ConfigurableApplicationContext application) {
    this.application = application;
  }

  /**
   * Starts the worker and returns once it asks for jobs.
   *
   * @param engine the engine's gRPC address
   * @param intercom the double's base URL
   */
  static RunningWorker start(URI engine, String intercom) {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("camunda.client.mode", "self-managed"),
            Map.entry("camunda.client.grpc-address", engine.toString()),
            Map.entry("camunda.client.rest-address", engine.toString()),
            Map.entry("camunda.client.auth.method", "none"),
            Map.entry("camunda.client.prefer-rest-over-grpc", "false"),
            Map.entry("intercom.workspaces.default.access-token", DoubleSettings.TOKEN),
            Map.entry("intercom.workspaces.default.base-url", intercom),
            Map.entry("intercom.workspaces.default.default-admin", Seed.ADA),
            Map.entry("intercom.workspaces.default.client-secret", CLIENT_SECRET),
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.port", "0"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("logging.level.root", "WARN"));
    // As arguments, since those win over what the environment says of another installation.
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new RunningWorker(
        new SpringApplicationBuilder(IntercomWorker.class)
            .web(WebApplicationType.SERVLET)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .run(arguments));
  }

  /** Where the worker is told of conversations. */
  Subscription webhook() {
    String port = application.getEnvironment().getRequiredProperty("local.server.port");
    return Subscription.of(
        URI.create("http://127.0.0.1:" + port + "/intercom/webhook/default"), CLIENT_SECRET);
  }

  @Override
  public void close() {
    application.close();
  }
}

package dev.intercomconnector.worker;

import dev.intercomconnector.worker.webhook.ConversationListener;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The stand-alone worker, without a process of its own. */
public final class WorkerInThisJvm implements Deployment.Running {

  private final ConfigurableApplicationContext application;

  private WorkerInThisJvm(ConfigurableApplicationContext application) {
    this.application = application;
  }

  /** Starts it and returns when it has started. */
  public static WorkerInThisJvm start(Map<String, String> settings) {
    Map<String, String> set = new HashMap<>(settings);
    set.put("server.address", "127.0.0.1");
    set.put("server.port", "0");
    set.put("logging.level.root", "WARN");
    // As arguments, since those win over what the environment says of another installation.
    return new WorkerInThisJvm(
        new SpringApplicationBuilder(IntercomWorker.class)
            .run(
                set.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
  }

  /** Tells of the conversations that it sees. */
  void listening(ConversationListener listener) {
    application
        .getBean(IntercomConnector.class)
        .context()
        .orElseThrow()
        .getBeanFactory()
        .registerSingleton("testListener", listener);
  }

  @Override
  public URI address() {
    return URI.create(
        "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"));
  }

  @Override
  public void close() {
    application.close();
  }
}

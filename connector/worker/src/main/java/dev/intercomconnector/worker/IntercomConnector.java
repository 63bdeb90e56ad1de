package dev.intercomconnector.worker;

import dev.intercomconnector.worker.workspace.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * The connector as a part of a Spring application, which may be Camunda's connector runtime with
 * connectors of others. It is an application context of its own and without a parent: no bean of
 * the connector can take the place of a host's bean or the other way round, whatever its type and
 * its name, and a wrong setting ends the connector without ending the host.
 */
public final class IntercomConnector implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(IntercomConnector.class);
  private static final String DEFAULTS = "intercom-defaults.yaml";

  /** The components are in the packages below this one, which itself belongs to the host. */
  private static final String COMPONENTS = IntercomConnector.class.getPackageName() + ".*";

  private final ConfigurableEnvironment environment;
  private final Host host;
  private volatile @Nullable AnnotationConfigApplicationContext context;
  private volatile @Nullable String problem;
  private @Nullable Thread starting;
  private volatile boolean running;

  IntercomConnector(ConfigurableEnvironment environment, Host host) {
    this.environment = environment;
    this.host = host;
  }

  /** The connector's beans; empty while it starts, and when it could not. */
  public Optional<ConfigurableApplicationContext> context() {
    return Optional.ofNullable(context);
  }

  /** Why it could not start, in one sentence; empty where it could, or still starts. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * In a shared process the host does not wait: what asks Intercom for its workspaces may take as
   * long as a call does.
   */
  @Override
  public void start() {
    running = true;
    if (host.isShared()) {
      starting = Thread.ofVirtual().name("intercom-start").start(this::begin);
    } else {
      context = opened();
    }
  }

  private void begin() {
    try {
      context = opened();
    } catch (RuntimeException | LinkageError e) {
      if (!running) {
        return;
      }
      String sentence = StartFailure.sentence(e);
      problem = sentence;
      LOG.error("The Intercom connector does not run in this process. {}", sentence);
      LOG.debug("It could not start", e);
    }
  }

  private AnnotationConfigApplicationContext opened() {
    var opened = new AnnotationConfigApplicationContext();
    opened.setId("intercom");
    opened.setDisplayName("Intercom connector");
    opened.setClassLoader(getClass().getClassLoader());
    opened.setEnvironment(settings());
    opened.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
    opened.registerBean(Host.class, () -> host);
    host.secrets().ifAvailable(secrets -> opened.registerBean(SecretSource.class, () -> secrets));
    opened.register(ConnectorBeans.class);
    opened.scan(COMPONENTS);
    opened.refresh();
    return opened;
  }

  /** What the host is configured with, and the defaults for what it leaves open. */
  private ConfigurableEnvironment settings() {
    var settings = new StandardEnvironment();
    var sources = settings.getPropertySources();
    sources.stream().map(source -> source.getName()).toList().forEach(sources::remove);
    environment.getPropertySources().stream()
        .filter(
            source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
        .forEach(sources::addLast);
    try {
      new YamlPropertySourceLoader()
          .load(DEFAULTS, new ClassPathResource(DEFAULTS, getClass()))
          .forEach(sources::addLast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ConfigurationPropertySources.attach(settings);
    return settings;
  }

  /** Closes the job streams, ends what was begun and hands back what waits. */
  @Override
  public void stop() {
    running = false;
    awaitStart();
    if (context != null) {
      context.close();
    }
  }

  private void awaitStart() {
    if (starting == null) {
      return;
    }
    starting.interrupt();
    try {
      starting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stopped after the host's own job streams are closed and before its client is. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1;
  }
}

package dev.intercomconnector.worker;

import dev.intercomconnector.worker.workspace.SecretSource;
import io.camunda.client.CamundaClient;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Adds the connector to a Spring Boot application that has a {@link CamundaClient}: the stand-alone
 * worker, or Camunda's connector runtime.
 *
 * <p>The application gets the three beans that are named here and no others; the connector's own
 * are out of its sight, in {@link IntercomConnector}.
 */
@AutoConfiguration(
    after = CamundaAutoConfiguration.class,
    afterName =
        "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@Conditional(OnCamundaHost.class)
public class IntercomAutoConfiguration {

  @Bean
  IntercomConnector intercomConnector(
      ConfigurableEnvironment environment,
      ObjectProvider<CamundaClient> client,
      ObjectProvider<MeterRegistry> meters,
      ObjectProvider<SecretSource> secrets,
      ObjectProvider<IntercomWorker> ownProcess) {
    return new IntercomConnector(environment, new Host(client, meters, secrets, ownProcess));
  }

  /** Where the application shows its health. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
  static class WithHealth {

    @Bean
    @ConditionalOnEnabledHealthIndicator("intercom")
    HealthIndicator intercomHealthIndicator(IntercomConnector connector) {
      return new IntercomHealthIndicator(connector);
    }
  }

  /** Where the application has a web server. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class WithWebServer {

    @Bean
    IntercomWebhook intercomWebhook(IntercomConnector connector) {
      return new IntercomWebhook(connector);
    }
  }
}

package dev.intercomconnector.worker;

import dev.intercomconnector.worker.workspace.SecretSource;
import io.camunda.client.CamundaClient;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Adds the connector to a Spring Boot application that has a {@link CamundaClient}: the stand-alone
 * worker, or Camunda's connector runtime.
 *
 * <p>The application gets these beans and no others; the connector's own are out of its sight, in
 * {@link IntercomConnector}.
 */
@AutoConfiguration(
    after = CamundaAutoConfiguration.class,
    afterName =
        "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(CamundaClient.class)
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

  @Bean
  @ConditionalOnEnabledHealthIndicator("intercom")
  HealthIndicator intercomHealthIndicator(IntercomConnector connector) {
    return new IntercomHealthIndicator(connector);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  IntercomWebhook intercomWebhook(IntercomConnector connector) {
    return new IntercomWebhook(connector);
  }
}

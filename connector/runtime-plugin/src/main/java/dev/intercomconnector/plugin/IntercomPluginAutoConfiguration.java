package dev.intercomconnector.plugin;

import dev.intercomconnector.worker.IntercomAutoConfiguration;
import dev.intercomconnector.worker.workspace.SecretSource;
import io.camunda.connector.api.secret.SecretContext;
import io.camunda.connector.runtime.core.secret.SecretProviderAggregator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Lets the connector ask the secrets of the runtime that it is in. */
@AutoConfiguration(
    before = IntercomAutoConfiguration.class,
    afterName = "io.camunda.connector.runtime.OutboundConnectorsAutoConfiguration")
@ConditionalOnBean(SecretProviderAggregator.class)
public class IntercomPluginAutoConfiguration {

  @Bean
  SecretSource intercomSecrets(SecretProviderAggregator secrets) {
    return (name, tenant) -> secrets.getSecret(name, new SecretContext(tenant));
  }
}

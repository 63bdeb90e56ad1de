package dev.intercomconnector.worker;

import io.camunda.client.CamundaClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Whether the application brings what the connector needs. Where it does not, the log says in one
 * sentence what is missing, and the application goes on without the connector.
 */
final class OnCamundaHost extends SpringBootCondition implements ConfigurationCondition {

  private static final Logger LOG = LoggerFactory.getLogger(OnCamundaHost.class);

  @Override
  public ConfigurationPhase getConfigurationPhase() {
    return ConfigurationPhase.REGISTER_BEAN;
  }

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    String missing = missing(context);
    if (missing == null) {
      return ConditionOutcome.match();
    }
    LOG.warn(
        "The Intercom connector is on the class path but takes no jobs: it needs Camunda's connector"
            + " runtime 8.8 (spring-boot-starter-camunda-connectors), and this application has no"
            + " {}.",
        missing);
    return ConditionOutcome.noMatch(
        ConditionMessage.forCondition("Camunda host").because("there is no " + missing));
  }

  private static @Nullable String missing(ConditionContext context) {
    ClassLoader loader = context.getClassLoader();
    if (!ClassUtils.isPresent("io.camunda.client.CamundaClient", loader)) {
      return "Camunda client (camunda-client-java)";
    }
    if (!ClassUtils.isPresent("io.camunda.connector.runtime.core.ConnectorResultHandler", loader)) {
      return "connector-runtime-core";
    }
    if (!ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", loader)) {
      return "Micrometer (spring-boot-starter-actuator)";
    }
    ConfigurableListableBeanFactory beans = context.getBeanFactory();
    return beans == null || beans.getBeanNamesForType(CamundaClient.class, true, false).length == 0
        ? "bean of type CamundaClient (is camunda.client.enabled set to false?)"
        : null;
  }
}

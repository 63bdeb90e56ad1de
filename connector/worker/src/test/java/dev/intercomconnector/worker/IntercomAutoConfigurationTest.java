package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** The connector in an application of somebody else. */
@ExtendWith(OutputCaptureExtension.class)
class IntercomAutoConfigurationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WebApplicationContextRunner application =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
          .withBean(
              CamundaClient.class,
              () ->
                  CamundaClient.newClientBuilder()
                      .grpcAddress(URI.create("http://127.0.0.1:1"))
                      .restAddress(URI.create("http://127.0.0.1:1"))
                      .build())
          .withPropertyValues("intercom.workspaces.default.base-url=http://127.0.0.1:1");

  private final WebApplicationContextRunner withConnector =
      application.withConfiguration(AutoConfigurations.of(IntercomAutoConfiguration.class));

  @Test
  void theApplicationGetsThreeBeansAndNoneOfACommonType() {
    List<String> without = new ArrayList<>();
    application.run(context -> without.addAll(names(context)));

    withConnector.run(
        context -> {
          List<String> added = new ArrayList<>(names(context));
          added.removeAll(without);
          added.removeIf(name -> name.startsWith(IntercomAutoConfiguration.class.getName()));
          assertThat(added)
              .containsExactlyInAnyOrder(
                  "intercomConnector", "intercomHealthIndicator", "intercomWebhook");
          assertThat(context).hasSingleBean(CamundaClient.class);
          assertThat(context).doesNotHaveBean(ObjectMapper.class);
        });
  }

  private static List<String> names(ApplicationContext context) {
    return Arrays.asList(context.getBeanDefinitionNames());
  }

  @Test
  void aMistakeInASettingShowsInHealthAndLogAndStopsNothingElse(CapturedOutput output) {
    withConnector
        .withPropertyValues("intercom.workspaces.default.region=mars")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(awaitProblem(context))
                  .startsWith(
                      "Workspace 'default' is configured wrongly: 'mars' is not a region of"
                          + " Intercom");
            });
    assertThat(output)
        .contains("The Intercom connector does not run in this process. Workspace 'default' is");
  }

  @Test
  void aSettingThatCannotBeReadIsNamed() {
    withConnector
        .withPropertyValues("intercom.sweep.floor=often")
        .run(
            context ->
                assertThat(awaitProblem(context))
                    .startsWith("The setting 'intercom.sweep.floor' is wrong: ")
                    .contains("often"));
  }

  @Test
  void theLeasesCanBeSetAsTheRuntimeSetsThoseOfItsConnectors() {
    withConnector
        .withPropertyValues(
            "CONNECTOR_INTERCOM_SEND_MESSAGE_TIMEOUT=45000",
            "CONNECTOR_INTERCOM_FIND_CONVERSATION_TIMEOUT=600000")
        .run(
            context -> {
              var connector = context.getBean(IntercomConnector.class);
              await().atMost(PATIENCE).until(() -> connector.context().isPresent());
              var set = connector.context().orElseThrow().getBean(WorkerProperties.class);
              assertThat(set.sendMessage().lease()).isEqualTo(Duration.ofSeconds(45));
              assertThat(set.findConversation().lease()).isEqualTo(Duration.ofMinutes(10));
            });
  }

  private static String awaitProblem(ApplicationContext context) {
    HealthIndicator health = context.getBean("intercomHealthIndicator", HealthIndicator.class);
    await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(Status.DOWN));
    return String.valueOf(health.health().getDetails().get("connector"));
  }

  @Test
  void anApplicationWithoutAClientIsToldWhatIsMissing(CapturedOutput output) {
    new WebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(IntercomAutoConfiguration.class))
        .run(context -> assertThat(context).hasNotFailed());

    assertThat(output)
        .contains(
            "The Intercom connector is on the class path but takes no jobs: it needs Camunda's"
                + " connector runtime 8.8 (spring-boot-starter-camunda-connectors), and this"
                + " application has no bean of type CamundaClient");
  }

  @Test
  void anApplicationWithoutCamundasConnectorsIsToldWhatIsMissing(CapturedOutput output) {
    withConnector
        .withClassLoader(new FilteredClassLoader("io.camunda.connector"))
        .run(context -> assertThat(context).hasNotFailed());

    assertThat(output).contains("and this application has no connector-runtime-core.");
  }
}

package dev.intercomconnector.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file and the Kubernetes manifests: well formed, and what they name is there. */
class DeploymentFilesTest {

  private static final Path PROJECT = Path.of("..", "..");
  private static final Path KUBERNETES = PROJECT.resolve("deploy/kubernetes");
  private static final Path DEFAULTS =
      PROJECT.resolve(
          "connector/worker/src/main/resources/dev/intercomconnector/worker/intercom-defaults.yaml");

  /** Settings of others: Camunda's client and Spring Boot. */
  private static final Pattern OF_OTHERS = Pattern.compile("(CAMUNDA_CLIENT|LOGGING)_[A-Z_]+");

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void everyManifestIsWhatKubernetesTakes() throws IOException {
    for (Path file : manifests()) {
      String text = json.writeValueAsString(read(file));
      assertThatCode(() -> check(JsonParser.parseString(text)))
          .as(file.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aWordThatKubernetesDoesNotKnowIsNoticed() throws IOException {
    String text =
        json.writeValueAsString(read(KUBERNETES.resolve("deployment.yaml")))
            .replace("readinessProbe", "readynessProbe");

    assertThatThrownBy(() -> check(JsonParser.parseString(text)))
        .hasMessageContaining("readynessProbe");
  }

  @Test
  void theKustomizationListsAllManifestsAndNoOther() throws IOException {
    List<String> listed = new ArrayList<>();
    read(KUBERNETES.resolve("kustomization.yaml"))
        .path("resources")
        .forEach(resource -> listed.add(resource.asText()));

    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            manifests().stream().map(file -> file.getFileName().toString()).toList());
  }

  @Test
  void whatTheManifestsReferToIsThere() throws IOException {
    JsonNode deployment = read(KUBERNETES.resolve("deployment.yaml")).path("spec");
    JsonNode pod = deployment.path("template").path("spec");
    JsonNode container = pod.path("containers").path(0);
    JsonNode labels = deployment.path("template").path("metadata").path("labels");
    JsonNode settings = read(KUBERNETES.resolve("configmap.yaml"));
    JsonNode secret = read(KUBERNETES.resolve("secret.yaml"));

    assertThat(deployment.path("selector").path("matchLabels")).isEqualTo(labels);
    assertThat(read(KUBERNETES.resolve("service.yaml")).path("spec").path("selector"))
        .isEqualTo(labels);
    assertThat(
            read(KUBERNETES.resolve("poddisruptionbudget.yaml"))
                .path("spec")
                .path("selector")
                .path("matchLabels"))
        .isEqualTo(labels);
    assertThat(container.path("envFrom").path(0).path("configMapRef").path("name"))
        .isEqualTo(settings.path("metadata").path("name"));
    assertThat(pod.path("volumes").path(1).path("secret").path("secretName"))
        .isEqualTo(secret.path("metadata").path("name"));
    Path tokenFile = Path.of(settings.path("data").path("INTERCOM_ACCESS_TOKEN_FILE").asText());
    assertThat(container.path("volumeMounts").path(1).path("mountPath").asText())
        .isEqualTo(String.valueOf(tokenFile.getParent()));
    assertThat(secret.path("stringData").has(String.valueOf(tokenFile.getFileName()))).isTrue();
    assertThat(container.path("ports").path(0).path("containerPort").asInt())
        .isEqualTo(usualPort());
  }

  @Test
  void theProbesAskForGroupsThatTheWorkerHas() throws IOException {
    JsonNode groups = settings().path("management").path("endpoint").path("health").path("group");
    JsonNode container =
        read(KUBERNETES.resolve("deployment.yaml")).findValue("containers").path(0);

    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      String path = container.path(probe).path("httpGet").path("path").asText();
      assertThat(path).startsWith("/actuator/health/");
      assertThat(groups.has(path.substring("/actuator/health/".length()))).as(path).isTrue();
    }
  }

  @Test
  void theSettingsNamedAreThoseTheWorkerReads() throws IOException {
    List<String> named = new ArrayList<>();
    read(KUBERNETES.resolve("configmap.yaml"))
        .path("data")
        .fieldNames()
        .forEachRemaining(named::add);
    worker().path("environment").fieldNames().forEachRemaining(named::add);
    Set<String> known =
        Pattern.compile("\\$\\{([A-Z_]+):")
            .matcher(Files.readString(applicationYaml()) + Files.readString(DEFAULTS))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(named)
        .allSatisfy(
            name ->
                assertThat(known.contains(name) || OF_OTHERS.matcher(name).matches())
                    .as(name)
                    .isTrue());
  }

  @Test
  void theWorkerHasNoRightsThatItDoesNotNeed() throws IOException {
    JsonNode pod = read(KUBERNETES.resolve("deployment.yaml")).findValue("template").path("spec");
    JsonNode container = pod.path("containers").path(0);

    assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(container.path("securityContext").path("readOnlyRootFilesystem").asBoolean())
        .isTrue();
    assertThat(container.path("securityContext").path("allowPrivilegeEscalation").asBoolean(true))
        .isFalse();
    assertThat(container.path("securityContext").path("capabilities").path("drop").toString())
        .isEqualTo("[\"ALL\"]");
    assertThat(worker().path("read_only").asBoolean()).isTrue();
    assertThat(worker().path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(worker().path("user").asText()).isEqualTo("65532:65532");
    assertThat(pod.path("securityContext").path("runAsUser").asInt()).isEqualTo(65532);
  }

  @Test
  void itHasLongerToEndThanItsGracefulShutdownTakes() throws IOException {
    int needed = 30;
    JsonNode pod = read(KUBERNETES.resolve("deployment.yaml")).findValue("template").path("spec");

    assertThat(settings().path("server").path("shutdown").asText()).isEqualTo("graceful");
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(needed);
    assertThat(worker().path("stop_grace_period").asText()).isEqualTo("45s");
  }

  @Test
  void whatComposePublishesIsOnTheLoopbackAddressOnly() throws IOException {
    List<String> published = new ArrayList<>();
    for (JsonNode service : read(PROJECT.resolve("deploy/compose.yaml")).path("services")) {
      service.path("ports").forEach(port -> published.add(port.asText()));
    }

    assertThat(published)
        .isNotEmpty()
        .allMatch(port -> port.startsWith("127.0.0.1:"))
        .contains("127.0.0.1:8080:" + usualPort());
  }

  private JsonNode worker() throws IOException {
    return read(PROJECT.resolve("deploy/compose.yaml")).path("services").path("worker");
  }

  private static Path applicationYaml() {
    return PROJECT.resolve("connector/worker/src/main/resources/application.yaml");
  }

  private JsonNode settings() throws IOException {
    return read(applicationYaml());
  }

  private int usualPort() throws IOException {
    return Integer.parseInt(settings().path("server").path("port").asText().replaceAll("\\D", ""));
  }

  private static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(KUBERNETES)) {
      return files.filter(file -> !file.endsWith("kustomization.yaml")).sorted().toList();
    }
  }

  private JsonNode read(Path file) throws IOException {
    List<JsonNode> documents =
        StreamSupport.stream(
                new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(Files.readString(file))
                    .spliterator(),
                false)
            .<JsonNode>map(json::valueToTree)
            .toList();
    assertThat(documents).as(file.toString()).hasSize(1);
    return documents.getFirst();
  }

  /** Kubernetes' own description of each kind refuses unknown words and misses required ones. */
  private static void check(JsonElement manifest) throws IOException {
    String kind = manifest.getAsJsonObject().get("kind").getAsString();
    switch (kind) {
      case "ConfigMap" -> V1ConfigMap.validateJsonElement(manifest);
      case "Deployment" -> V1Deployment.validateJsonElement(manifest);
      case "Namespace" -> V1Namespace.validateJsonElement(manifest);
      case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(manifest);
      case "Secret" -> V1Secret.validateJsonElement(manifest);
      case "Service" -> V1Service.validateJsonElement(manifest);
      default -> throw new AssertionError("Say here how a " + kind + " is checked.");
    }
  }
}

package dev.intercomconnector.worker.broker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.testengine.RunningBroker;
import dev.intercomconnector.testengine.process.FreePort;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The worker's image as the deployment files run it (no root, nothing to write to but /tmp, no
 * capabilities, little memory) with an engine in a container. The worker is on the host's network,
 * since the Intercom double listens on the host's loopback address only.
 */
@Tag("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ContainersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int GRPC = 26_500;

  /** What compose.yaml and the Kubernetes manifests grant. */
  private static final long MEMORY = 512L * 1024 * 1024;

  private final int workerPort;
  private final IntercomDouble intercom;
  private final GenericContainer<?> broker;
  private final CamundaClient client;

  ContainersIT() throws IOException {
    workerPort = FreePort.find();
    intercom = IntercomDouble.start();
    broker = broker();
    broker.start();
    client = new RunningBroker(grpcAddress()).client();
  }

  @BeforeAll
  void loadImage() throws IOException {
    DockerClient docker = DockerClientFactory.lazyClient();
    Path image = Path.of(System.getProperty("worker.image"));
    try (InputStream in = Files.newInputStream(image)) {
      docker.loadImageCmd(in).exec();
    }
  }

  @AfterAll
  void stop() {
    client.close();
    broker.stop();
    intercom.close();
  }

  @Test
  void everyExampleRunsToItsEndAndAStoppedWorkerEndsInOrder() throws IOException {
    try (GenericContainer<?> worker = worker()) {
      worker.start();
      Examples examples = new Examples(client, intercom.control());
      for (String file : Examples.files()) {
        examples.run(file);
      }

      DockerClient docker = DockerClientFactory.lazyClient();
      docker.stopContainerCmd(worker.getContainerId()).withTimeout(60).exec();

      var state = docker.inspectContainerCmd(worker.getContainerId()).exec().getState();
      // 128 and SIGTERM's 15: ended by itself; 137 would be a kill after the time was over.
      assertThat(state.getExitCodeLong()).isEqualTo(143);
      assertThat(worker.getLogs(OutputFrame.OutputType.STDOUT))
          .contains("Graceful shutdown complete");
    }
  }

  @Test
  void aKilledWorkersSuccessorGoesOnWithTheWaits() throws IOException {
    Examples examples = new Examples(client, intercom.control());
    var waiting = examples.startOnboarding();
    try (GenericContainer<?> first = worker()) {
      first.start();
      // Once the wait has begun: of a send that was not reported, the successor says so instead.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  intercom.control().ledger().stream()
                      .anyMatch(
                          entry ->
                              entry.path().equals("/conversations/search")
                                  && String.valueOf(entry.body()).contains("source.id")));
      DockerClientFactory.lazyClient().killContainerCmd(first.getContainerId()).exec();
    }
    try (GenericContainer<?> second = worker()) {
      second.start();
      intercom.control().contactReplies(intercom.control().messages().getFirst().id(), "Hello");

      assertThat(Examples.variable(waiting, "conversation")).containsEntry("found", true);
      assertThat(intercom.control().messages()).hasSize(1);
    }
  }

  @SuppressWarnings("resource")
  private static GenericContainer<?> broker() {
    return new GenericContainer<>(DockerImageName.parse(System.getProperty("broker.image")))
        .withEnv(
            Map.of(
                "CAMUNDA_DATA_SECONDARYSTORAGE_TYPE", "none",
                "CAMUNDA_SECURITY_AUTHENTICATION_UNPROTECTEDAPI", "true",
                "CAMUNDA_SECURITY_AUTHORIZATIONS_ENABLED", "false",
                // Smaller than usual, so that it starts on a full disk too.
                "ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "200MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "100MB"))
        .withExposedPorts(GRPC)
        .withCreateContainerCmdModifier(
            command -> requireNonNull(command.getHostConfig()).withPortBindings(onLoopback(GRPC)))
        .waitingFor(new EngineAnswers(GRPC).withStartupTimeout(PATIENCE));
  }

  private static PortBinding onLoopback(int port) {
    return new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port));
  }

  @SuppressWarnings("resource")
  private GenericContainer<?> worker() {
    return new GenericContainer<>(DockerImageName.parse("intercom-worker:latest"))
        .withImagePullPolicy(image -> false)
        .withEnv(
            Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "INTERCOM_MESSAGES_PUBLISH",
                "true",
                // After a kill, a wait comes back when its lease ends.
                "INTERCOM_FINDCONVERSATION_LEASE",
                "PT30S",
                "INTERCOM_WORKER_PORT",
                "" + workerPort,
                "INTERCOM_ACCESS_TOKEN",
                DoubleSettings.TOKEN,
                "INTERCOM_BASE_URL",
                intercom.baseUrl(),
                "INTERCOM_DEFAULT_ADMIN",
                Seed.ADA,
                "CAMUNDA_CLIENT_GRPCADDRESS",
                grpcAddress().toString(),
                "CAMUNDA_CLIENT_RESTADDRESS",
                grpcAddress().toString()))
        .withNetworkMode("host")
        .withCreateContainerCmdModifier(
            command -> {
              HostConfig host = requireNonNull(command.getHostConfig());
              host.withReadonlyRootfs(true)
                  .withTmpFs(Map.of("/tmp", "rw"))
                  .withCapDrop(Capability.ALL)
                  .withMemory(MEMORY);
            })
        .waitingFor(
            Wait.forLogMessage(".*Jobs of the types .* are taken.*", 1)
                .withStartupTimeout(PATIENCE));
  }

  private URI grpcAddress() {
    return URI.create("http://127.0.0.1:" + broker.getMappedPort(GRPC));
  }
}

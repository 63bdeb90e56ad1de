package dev.intercomconnector.testengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.testengine.EngineEvent.Step;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedEngineTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static EmbeddedEngine engine;
  private static CamundaClient client;

  @BeforeAll
  static void start() throws IOException {
    engine = EmbeddedEngine.start();
    client = engine.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    engine.close();
  }

  @Test
  void it_listens_on_the_loopback_address_only() throws IOException {
    int port = engine.grpcAddress().getPort();

    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      assertThat(socket.isConnected()).isTrue();
    }
    for (InetAddress address : addressesOfThisMachine()) {
      assertThatExceptionOfType(IOException.class)
          .as("%s must not be listened on", address)
          .isThrownBy(
              () -> {
                try (Socket socket = new Socket()) {
                  socket.connect(new InetSocketAddress(address, port), 1_000);
                }
              });
    }
  }

  @Test
  void a_process_runs_and_can_be_read_by_the_names_of_its_diagram() {
    long instance =
        started(
            Bpmn.createExecutableProcess("trivial")
                .startEvent("start")
                .name("Asked")
                .exclusiveGateway("gateway")
                .name("Is it so?")
                .sequenceFlowId("flow")
                .condition("Yes", "=answer")
                .endEvent("end")
                .name("It is so")
                .done());

    await().atMost(BOUND).until(() -> completed(instance, "trivial"));
    assertThat(engine.history().of(instance))
        .filteredOn(event -> event instanceof EngineEvent.Variable)
        .extracting(event -> ((EngineEvent.Variable) event).json())
        .containsExactly("true");
    assertThat(elements(instance))
        .extracting(element -> element.step() + " " + element.name())
        .contains(
            "ACTIVATED Asked",
            "COMPLETED Is it so?",
            "TAKEN Is it so? Yes",
            "COMPLETED It is so",
            "COMPLETED trivial");
  }

  @Test
  void moving_the_clock_fires_a_timer() {
    long instance =
        started(
            Bpmn.createExecutableProcess("patient")
                .startEvent()
                .intermediateCatchEvent("tomorrow", timer -> timer.timerWithDuration("P1D"))
                .endEvent()
                .done());
    await()
        .atMost(BOUND)
        .until(
            () ->
                elements(instance).stream()
                    .anyMatch(one -> one.id().equals("tomorrow") && one.step() == Step.ACTIVATED));

    engine.increaseTime(Duration.ofDays(1));

    await().atMost(BOUND).until(() -> completed(instance, "patient"));
  }

  @Test
  void an_incident_is_in_the_history_with_its_message() {
    long instance =
        started(
            Bpmn.createExecutableProcess("broken")
                .startEvent()
                .intermediateCatchEvent(
                    "never", timer -> timer.name("Wait").timerWithDurationExpression("missing"))
                .endEvent()
                .done());

    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(engine.history().of(instance))
                    .filteredOn(event -> event instanceof EngineEvent.Incident)
                    .singleElement()
                    .satisfies(
                        event ->
                            assertThat(((EngineEvent.Incident) event).message())
                                .contains("missing"))
                    .satisfies(
                        event ->
                            assertThat(((EngineEvent.Incident) event).elementName())
                                .isEqualTo("Wait")));
  }

  @Test
  void two_engines_run_side_by_side() throws IOException {
    try (EmbeddedEngine other = EmbeddedEngine.start();
        CamundaClient otherClient = other.client()) {
      assertThat(other.grpcAddress()).isNotEqualTo(engine.grpcAddress());
      assertThat(otherClient.newTopologyRequest().send().join().getClusterSize()).isEqualTo(1);
    }
  }

  private static long started(BpmnModelInstance model) {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    Bpmn.writeModelToStream(xml, model);
    long definition =
        client
            .newDeployResourceCommand()
            .addResourceBytes(xml.toByteArray(), "process.bpmn")
            .send()
            .join()
            .getProcesses()
            .getFirst()
            .getProcessDefinitionKey();
    return client
        .newCreateInstanceCommand()
        .processDefinitionKey(definition)
        .variables(Map.of("answer", true))
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static boolean completed(long instance, String element) {
    return elements(instance).stream()
        .anyMatch(one -> one.id().equals(element) && one.step() == Step.COMPLETED);
  }

  private static List<EngineEvent.Element> elements(long instance) {
    return engine.history().of(instance).stream()
        .filter(EngineEvent.Element.class::isInstance)
        .map(EngineEvent.Element.class::cast)
        .toList();
  }

  private static List<InetAddress> addressesOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }
}

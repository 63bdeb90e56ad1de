package dev.intercomconnector.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.process.WorkerProcess;
import dev.intercomconnector.trials.ConnectorProgram;
import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker that stands still for longer than its lease, with all its sends just begun. What it may
 * still write when it goes on is the documented residue: only what had passed the last check of the
 * lease, which is made right before the first byte.
 */
class SuspendedWorkerIT {

  private static final int JOBS = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Map<String, String> SHORT =
      Map.of(
          "INTERCOM_SENDMESSAGE_LEASE", "PT15S",
          "INTERCOM_SENDMESSAGE_MAXJOBSACTIVE", "" + JOBS,
          "INTERCOM_TIMEOUTS_CALL", "PT2S",
          "INTERCOM_TIMEOUTS_READ", "PT2S",
          "INTERCOM_TIMEOUTS_CONNECT", "PT1S");

  @ParameterizedTest
  @ValueSource(strings = {"worker", "runtime"})
  @Timeout(600)
  void aWorkerThatComesBackAfterItsLeaseDoesNotSendWhatItHadBegun(String deployment)
      throws Exception {
    Path logs = Path.of("target", "suspended-" + deployment);
    try (EmbeddedEngine engine = EmbeddedEngine.start();
        IntercomDouble intercom = IntercomDouble.start();
        CamundaClient client = engine.client();
        Ends ends = new Ends(client)) {
      // Slow answers, so that no job is done before the worker is suspended.
      intercom
          .control()
          .addFault(
              FaultRule.sometimes(
                  1, "POST", "/messages", new FaultEffect.Delay(Duration.ofMillis(500))));
      Map<Long, String> keys = start(client);
      var setup =
          ConnectorProgram.named(deployment)
              .setup(engine.grpcAddress(), WorkerSettings.of(intercom.baseUrl(), SHORT));
      try (WorkerProcess suspended = WorkerProcess.start(setup, logs.resolve("suspended.log"))) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> !withMarker(engine).isEmpty());
        suspended.process().suspend();
        try (WorkerProcess other = WorkerProcess.start(setup, logs.resolve("other.log"))) {
          // Before the other begins any of its own.
          Set<String> begun =
              withMarker(engine).stream().map(keys::get).collect(Collectors.toSet());
          other.awaitReady();
          await().atMost(PATIENCE).until(() -> isHandedOutAgain(engine));
          long last = intercom.control().ledger().getLast().sequence();

          suspended.process().resume();

          await().atMost(PATIENCE).until(() -> ends.byKey().size() == JOBS);
          List<LedgerEntry> ledger = intercom.control().ledger();
          Tally tally = Tally.of(keys.values(), ends.byKey(), Set.of(), ledger);
          Set<String> late = common(begun, intercom.control().ledgerSince(last));
          Set<String> written = common(begun, ledger);
          System.out.printf(
              "Suspended with %d sends begun: %d written before, %d never, %d after the lease.%n",
              begun.size(),
              written.size() - late.size(),
              begun.size() - written.size(),
              late.size());
          assertThat(tally.holds()).as(tally.toString()).isTrue();
          assertThat(late).hasSizeLessThanOrEqualTo(1);
        }
      }
    }
  }

  private static Map<Long, String> start(CamundaClient client) {
    SendProcess process = new SendProcess(client, false);
    process.deploy();
    Map<Long, String> keys = new HashMap<>();
    for (int i = 0; i < JOBS; i++) {
      String key = "send-%06d-1".formatted(i);
      // Plain messages only: none that can be looked for afterwards.
      keys.put(process.start(4 * i + 2, key), key);
    }
    return keys;
  }

  private static Set<Long> withMarker(EmbeddedEngine engine) {
    return engine.history().events().stream()
        .filter(EngineEvent.Variable.class::isInstance)
        .map(EngineEvent.Variable.class::cast)
        .filter(variable -> variable.name().equals("intercomSend"))
        .map(EngineEvent.Variable::processInstance)
        .collect(Collectors.toSet());
  }

  /** Whether the other worker has given back or reported a job that was begun. */
  private static boolean isHandedOutAgain(EmbeddedEngine engine) {
    return engine.history().events().stream()
        .anyMatch(
            event ->
                event instanceof EngineEvent.JobFailed || event instanceof EngineEvent.BpmnError);
  }

  private static Set<String> common(Set<String> begun, List<LedgerEntry> ledger) {
    return ledger.stream()
        .map(SuspendedWorkerIT::key)
        .filter(begun::contains)
        .collect(Collectors.toSet());
  }

  private static String key(LedgerEntry entry) {
    String body = entry.body() == null ? "" : entry.body().path("body").asText();
    return body.substring(body.lastIndexOf(' ') + 1);
  }
}

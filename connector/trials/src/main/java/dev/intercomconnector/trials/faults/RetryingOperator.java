package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.testengine.PrintedIncident;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Retries what stands at an incident. Every other send of unknown outcome it first retries plainly,
 * which must not send; then it looks in Intercom and says what it saw.
 */
final class RetryingOperator {

  private static final Pattern ATTEMPT = Pattern.compile("\"attemptId\": \"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[^A-Z_].*", Pattern.DOTALL);
  private static final int RETRIES = 10;

  private final CamundaClient client;
  private final SuiteEngine engine;
  private final SandboxControl intercom;
  private final Set<Long> retried = new HashSet<>();
  private final Set<String> retriedPlainly = new HashSet<>();
  private final Set<String> said = new HashSet<>();
  private final Map<String, Long> done = new TreeMap<>();

  RetryingOperator(CamundaClient client, SuiteEngine engine, SandboxControl intercom) {
    this.client = client;
    this.engine = engine;
    this.intercom = intercom;
  }

  /**
   * Acts on each incident that it has not acted on. Only for a time when no request can be on its
   * way to Intercom: what is looked for then is there or never will be.
   *
   * @param instanceByKey the process instance of each business key
   */
  void act(Map<String, Long> instanceByKey) {
    List<PrintedIncident> open =
        engine.incidents().stream().filter(incident -> !retried.contains(incident.key())).toList();
    if (open.isEmpty()) {
      return;
    }
    Map<Long, String> keyByInstance = new HashMap<>();
    instanceByKey.forEach((key, instance) -> keyByInstance.put(instance, key));
    Map<String, String> stored = storedByKey();
    for (PrintedIncident incident : open) {
      String key = keyByInstance.get(incident.processInstance());
      // One that was started and whose answer was lost is nobody's.
      if (key != null && isRetried(incident, key, stored)) {
        retried.add(incident.key());
      }
    }
  }

  /** Business keys of the sends whose outcome was said. */
  Set<String> said() {
    return said;
  }

  /** How often it did what. */
  Map<String, Long> done() {
    return done;
  }

  private boolean isRetried(PrintedIncident incident, String key, Map<String, String> stored) {
    Matcher attempt = ATTEMPT.matcher(incident.message());
    boolean unknown = incident.message().startsWith(SendProcess.UNKNOWN_OUTCOME) && attempt.find();
    boolean plainly = unknown && key.hashCode() % 2 == 0 && !retriedPlainly.contains(key);
    try {
      if (unknown && !plainly) {
        said.add(key);
        say(incident, resolution(attempt.group(1), stored.get(key)));
      }
      retry(incident);
    } catch (ClientException engineIsBusy) {
      // It is tried again when it acts the next time.
      return isGone(engineIsBusy);
    }
    if (plainly) {
      retriedPlainly.add(key);
    }
    String code = CODE.matcher(incident.message()).replaceFirst("");
    String how = unknown && !plainly ? "retried with what Intercom has" : "retried plainly";
    done.merge("incident " + code + " " + how, 1L, Long::sum);
    return true;
  }

  private static boolean isGone(ClientException failure) {
    return failure instanceof ClientStatusException status
        && status.getStatusCode() == Status.Code.NOT_FOUND;
  }

  private static Map<String, String> resolution(String attemptId, @Nullable String messageId) {
    return messageId == null
        ? Map.of("attemptId", attemptId, "outcome", "notSent")
        : Map.of("attemptId", attemptId, "outcome", "sent", "messageId", messageId);
  }

  private void say(PrintedIncident incident, Map<String, String> resolution) {
    client
        .newSetVariablesCommand(incident.processInstance())
        .variables(Map.of("intercomSendResolution", resolution))
        .send()
        .join();
  }

  private void retry(PrintedIncident incident) {
    if (incident.jobKey() > 0) {
      client.newUpdateRetriesCommand(incident.jobKey()).retries(RETRIES).send().join();
    }
    client.newResolveIncidentCommand(incident.key()).send().join();
  }

  private Map<String, String> storedByKey() {
    Map<String, String> stored = new HashMap<>();
    Tally.storedByKey(intercom.ledger())
        .forEach((key, messages) -> stored.put(key, messages.getFirst()));
    return stored;
  }
}

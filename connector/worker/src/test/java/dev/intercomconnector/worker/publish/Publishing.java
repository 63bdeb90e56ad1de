package dev.intercomconnector.worker.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Notification;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import dev.intercomconnector.worker.job.SteppedTime;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.ModelWorkspaces;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A publisher between an Intercom and an engine that a test scripts. */
final class Publishing implements AutoCloseable {

  /** A whole second: Intercom knows no parts of one. */
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final SteppedTime time = new SteppedTime(NOW);
  final TalkingIntercom intercom = new TalkingIntercom(time);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<MessageCommands.Message> taken = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger tries = new AtomicInteger();
  final IntercomWorkspace workspace;
  final Publisher publisher;

  private volatile Function<MessageCommands.Message, Effect> engine = message -> Effect.TAKEN;

  Publishing(Map<String, String> settings) {
    Map<String, String> set = new HashMap<>(Map.of("intercom.messages.publish", "true"));
    set.putAll(settings);
    WorkerProperties properties = ModelWorkspaces.properties(set);
    workspace =
        ModelWorkspaces.of(properties, intercom, time, pause -> {}, new Random(1), meters)
            .named("default")
            .orElseThrow();
    publisher =
        new Publisher(
            properties,
            this::publish,
            new ObjectMapper(),
            meters,
            time,
            // The clock is the test's alone.
            pause -> Thread.sleep(1));
    publisher.start();
  }

  Publishing() {
    this(Map.of());
  }

  private CommandAnswer publish(MessageCommands.Message message) {
    tries.incrementAndGet();
    Effect effect = engine.apply(message);
    if (effect == Effect.TAKEN) {
      taken.add(message);
    }
    return new CommandAnswer(effect, "scripted " + effect);
  }

  /** What the engine answers from now on. */
  void engine(Function<MessageCommands.Message, Effect> answer) {
    engine = answer;
  }

  void engine(Effect answer) {
    engine(message -> answer);
  }

  /** As if a webhook had told of it. */
  void hint(String id) {
    publisher.hint(workspace, conversation(intercom.shown(id)));
  }

  /** As if it had been read, all of it. */
  void oweAll() {
    for (JsonNode shown : intercom.shown()) {
      try {
        publisher.owe(workspace, conversation(shown));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static Conversation conversation(JsonNode shown) {
    var notification = JsonNodeFactory.instance.objectNode();
    notification.putObject("data").set("item", shown);
    return Objects.requireNonNull(
        Notification.read(notification.toString().getBytes(StandardCharsets.UTF_8))
            .orElseThrow()
            .conversation());
  }

  List<String> replies() {
    return List.copyOf(taken).stream()
        .filter(message -> message.name().equals("intercom-conversation-replied"))
        .map(MessageCommands.Message::correlationKey)
        .toList();
  }

  double owed() {
    return meters.get("intercom.messages.owed").gauge().value();
  }

  @Override
  public void close() {
    engine(Effect.TAKEN);
    publisher.stop();
  }
}

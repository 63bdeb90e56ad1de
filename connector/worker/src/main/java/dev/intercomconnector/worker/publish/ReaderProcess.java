package dev.intercomconnector.worker.publish;

import dev.intercomconnector.worker.job.CamundaCommands;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import dev.intercomconnector.worker.publish.MessageCommands.Message;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the engine has the reader's process, and an instance of it for each configured
 * workspace. The process begins with a message whose correlation key is the workspace's name: for a
 * key, the engine keeps one instance at a time, whoever publishes. The message lives for no time,
 * so it is gone where there is an instance already.
 *
 * <p>It is said again and again, so an instance that somebody cancelled and a process that somebody
 * deleted come back.
 */
@Component
@ConditionalOnProperty("intercom.messages.publish")
class ReaderProcess implements SmartLifecycle {

  /** The name of the message that begins an instance. */
  static final String BEGINS = "intercom-reader-begins";

  static final String RESOURCE = "intercom-reader.bpmn";

  private static final Logger LOG = LoggerFactory.getLogger(ReaderProcess.class);
  private static final Duration EVERY = Duration.ofSeconds(20);
  private static final Duration DEPLOYED_EVERY = Duration.ofMinutes(10);
  private static final Duration DEPLOYED_WITHIN = Duration.ofSeconds(10);

  private final CamundaClient client;
  private final MessageCommands engine;
  private final Workspaces workspaces;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("intercom-reader-process").factory());
  private Instant deployedAt = Instant.EPOCH;
  private String told = "";
  private volatile boolean running;

  ReaderProcess(
      CamundaClient client, MessageCommands engine, Workspaces workspaces, InstantSource clock) {
    this.client = client;
    this.engine = engine;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (workspaces.configured().isEmpty()) {
      LOG.warn(
          "intercom.messages.publish is on, but no workspace is configured with a token: a"
              + " workspace that only tasks name, by a secret, is not read for messages.");
    }
    var unused =
        thread.scheduleWithFixedDelay(this::see, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    running = true;
  }

  private void see() {
    try {
      if (clock.instant().isAfter(deployedAt.plus(DEPLOYED_EVERY))) {
        deploy();
      }
      for (IntercomWorkspace workspace : workspaces.configured()) {
        // 1.x has no search, so only webhooks tell of its conversations.
        if (!workspace.apiVersion().isLegacy()) {
          begin(workspace.name());
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The reader's process could not be seen to; it is tried again.", e);
    }
  }

  private void deploy() {
    try {
      client
          .newDeployResourceCommand()
          .addResourceStream(getClass().getResourceAsStream(RESOURCE), RESOURCE)
          .requestTimeout(DEPLOYED_WITHIN)
          .send()
          .join();
      deployedAt = clock.instant();
      tell("");
    } catch (ClientException e) {
      CommandAnswer answer = CamundaCommands.answer(e);
      if (answer.effect() == Effect.NOT_ALLOWED || answer.effect() == Effect.REFUSED) {
        deployedAt = clock.instant();
        tell(
            ("The engine does not let this worker deploy %s, without which no messages are"
                    + " published: %s. Give the worker the permission, or deploy the file by hand,"
                    + " see docs/waiting.md.")
                .formatted(RESOURCE, answer.words()));
      } else {
        LOG.debug("The process {} could not be deployed yet: {}", RESOURCE, answer.words());
      }
    }
  }

  private void tell(String problem) {
    if (!problem.equals(told)) {
      told = problem;
      if (!problem.isEmpty()) {
        LOG.error(problem);
      }
    }
  }

  private void begin(String workspace) {
    CommandAnswer answer =
        engine.publish(
            new Message(
                BEGINS, workspace, "", Duration.ZERO, Map.of(Readers.WORKSPACE, workspace), null));
    if (answer.effect() != Effect.TAKEN) {
      LOG.debug("The reader of workspace {} could not be begun: {}", workspace, answer.words());
    }
  }

  @Override
  public void stop() {
    thread.shutdownNow();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.intercomconnector.worker.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Publishes what happens to conversations as Zeebe messages, each once: this worker remembers what
 * it published, and the engine drops a message whose id it still holds, from whichever worker.
 *
 * <p>A message lives until its event is as old as the time to live, whenever it is published. So a
 * repeat finds the first still in the engine; one that comes later only reaches processes that wait
 * already, and none that begin to wait after it.
 */
@Component
public class ConversationMessages {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationMessages.class);
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int REMEMBERED = 20_000;
  private static final int TURNS = 64;

  private final WorkerProperties.Messages settings;
  private final ObjectProvider<CamundaClient> client;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Cache<String, Instant> published =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final List<Lock> turns = Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

  ConversationMessages(
      WorkerProperties properties,
      ObjectProvider<CamundaClient> client,
      ObjectMapper json,
      InstantSource clock,
      Sleeper sleeper) {
    this.settings = properties.messages();
    this.client = client;
    this.json = json;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Whether something has happened to the conversation that is not published yet. */
  boolean hasNews(IntercomWorkspace workspace, Conversation seen) {
    return (settings.contactInitiated() || !seen.begunByContact())
        && Occurrence.of(workspace.name(), seen).stream().anyMatch(this::isNew);
  }

  /**
   * Publishes what is not published yet; takes as long as Intercom and the engine do, within
   * bounds.
   *
   * @param seen as a notification or a search tells it
   */
  public void publish(IntercomWorkspace workspace, Conversation seen) {
    // Webhook and sweep, or two notifications, may come to the same conversation at once.
    Lock turn = turns.get(Math.floorMod(seen.id().hashCode(), turns.size()));
    turn.lock();
    try {
      if (hasNews(workspace, seen)) {
        now(workspace, seen).ifPresent(conversation -> publishNews(workspace, conversation));
      }
    } finally {
      turn.unlock();
    }
  }

  private void publishNews(IntercomWorkspace workspace, Conversation conversation) {
    List<Occurrence> news =
        Occurrence.of(workspace.name(), conversation).stream().filter(this::isNew).toList();
    Map<String, Object> variables =
        json.convertValue(
            FindConversationResult.of(
                conversation, true, false, workspace.inboxUrl(conversation.id())),
            new TypeReference<>() {});
    for (Occurrence occurrence : news) {
      if (send(occurrence, variables)) {
        published.put(occurrence.id(), occurrence.since());
      }
    }
  }

  private boolean isNew(Occurrence occurrence) {
    return !occurrence.since().equals(published.getIfPresent(occurrence.id()));
  }

  /**
   * The conversation as it is now, with what was said in plain text, as Find gives it. A search
   * result carries no words at all, a notification the newest part in a form that depends on the
   * app's API version, and it may have been overtaken. If Intercom cannot be asked, the reply still
   * counts.
   */
  private static Optional<Conversation> now(IntercomWorkspace workspace, Conversation seen) {
    return switch (workspace.intercom().conversation(seen.id(), BodyFormat.PLAINTEXT)) {
      case Outcome.Done<Optional<Conversation>> done ->
          done.value().map(read -> isOlder(read.updatedAt(), seen.updatedAt()) ? seen : read);
      case Outcome.Failed<Optional<Conversation>> failed -> {
        LOG.warn(
            "Conversation {} could not be read, so that its message carries what was noticed: {}",
            seen.id(),
            failed.failure().problem().describe());
        yield Optional.of(seen);
      }
    };
  }

  private static boolean isOlder(@Nullable Instant one, @Nullable Instant other) {
    return one != null && other != null && one.isBefore(other);
  }

  private boolean send(Occurrence occurrence, Map<String, Object> variables) {
    Duration pause = PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        client
            .getObject()
            .newPublishMessageCommand()
            .messageName(occurrence.event().messageName())
            .correlationKey(occurrence.messageId())
            .messageId(occurrence.id())
            .timeToLive(timeToLive(occurrence))
            .variables(variables)
            .send()
            .join();
        return true;
      } catch (ClientException e) {
        if (isThereAlready(e)) {
          return true;
        }
        if (attempt == ATTEMPTS || !sleep(pause)) {
          LOG.error(
              "The engine did not take the message {} for Intercom message {}, so a process that"
                  + " waits for it goes on waiting: {}",
              occurrence.event().messageName(),
              occurrence.messageId(),
              e.getMessage());
          return false;
        }
        pause = pause.multipliedBy(2);
      }
    }
  }

  private Duration timeToLive(Occurrence occurrence) {
    Duration age = Duration.between(occurrence.since(), clock.instant());
    Duration left = age.isNegative() ? settings.timeToLive() : settings.timeToLive().minus(age);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static boolean isThereAlready(ClientException failure) {
    return failure instanceof ClientStatusException status
        && status.getStatusCode() == Status.Code.ALREADY_EXISTS;
  }

  private boolean sleep(Duration pause) {
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.intercomconnector.worker.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.FirstMessage;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ContactWrote;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import dev.intercomconnector.worker.publish.MessageCommands.Message;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Publishes what happens to conversations as messages of the engine. What it was told of is owed
 * until the engine has acknowledged every message of it, however long that takes.
 *
 * <p>Each is published once: this worker remembers what it published, and the engine drops a
 * message whose id it still holds, from whichever worker. What happened before the workspace's
 * cursor was published long ago, so it is left aside even where nobody remembers it.
 *
 * <ul>
 *   <li>gauge {@code intercom.messages.owed}: conversations whose changes are not published yet
 *   <li>counter {@code intercom.messages.published}, by message name
 *   <li>counter {@code intercom.messages.dropped}, by message name: those that the engine refuses
 *       for ever
 * </ul>
 */
@Component
public class Publisher implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final int THREADS = 8;
  private static final int MOST_OWED = 10_000;
  private static final int REMEMBERED = 50_000;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration TO_FINISH = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** How long a conversation that cannot be read may hold up its messages. */
  private static final Duration WORDS_WITHIN = Duration.ofMinutes(1);

  /**
   * How long before the cursor an event may lie that the cursor has not passed: a change can hide
   * an earlier one for as long as the search may lag. A worker without the cursor leaves what is
   * older to the one that has it.
   */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final WorkerProperties properties;
  private final MessageCommands engine;
  private final ObjectMapper json;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Sleeper sleeper;

  private final Owed owed = new Owed(MOST_OWED);
  private final Map<String, Instant> publishedTo = new ConcurrentHashMap<>();
  private final Map<String, Instant> unreadableSince = new ConcurrentHashMap<>();
  private final Cache<String, Instant> published =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final AtomicBoolean stuck = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  Publisher(
      WorkerProperties properties,
      MessageCommands engine,
      ObjectMapper json,
      MeterRegistry meters,
      InstantSource clock,
      Sleeper sleeper) {
    this.properties = properties;
    this.engine = engine;
    this.json = json;
    this.meters = meters;
    this.clock = clock;
    this.sleeper = sleeper;
    if (isOn()) {
      meters.gauge("intercom.messages.owed", owed, Owed::size);
    }
  }

  private boolean isOn() {
    return properties.messages().publish();
  }

  /**
   * Takes note of a conversation that a webhook tells of. Returns soon. Where there is no room, the
   * reader of the workspace finds the change.
   */
  public void hint(IntercomWorkspace workspace, Conversation seen) {
    if (hasNews(workspace, seen)) {
      owed.offer(workspace, seen);
    }
  }

  /** Takes note of a conversation that has changed, and waits for room if there is none. */
  void owe(IntercomWorkspace workspace, Conversation seen) throws InterruptedException {
    if (hasNews(workspace, seen)) {
      owed.put(workspace, seen);
    }
  }

  /** The time of the oldest change in a workspace that is not published yet. */
  Optional<Instant> oldestOwed(IntercomWorkspace workspace) {
    return owed.oldest(workspace.name());
  }

  /**
   * What happened up to this moment has been published.
   *
   * @param moment by Intercom's clock; null when this worker no longer knows it
   */
  void publishedTo(IntercomWorkspace workspace, @Nullable Instant moment) {
    if (moment == null) {
      publishedTo.remove(workspace.name());
    } else {
      publishedTo.put(workspace.name(), moment);
    }
  }

  private boolean hasNews(IntercomWorkspace workspace, Conversation seen) {
    return isOn() && !news(workspace, seen).isEmpty();
  }

  private List<Occurrence> news(IntercomWorkspace workspace, Conversation conversation) {
    if (conversation.begunByContact() && !properties.messages().contactInitiated()) {
      return List.of();
    }
    Instant known = publishedTo.get(workspace.name());
    Instant since =
        (known == null ? workspace.intercom().intercomTime().orElseGet(clock::instant) : known)
            .minus(FRESH);
    return Occurrence.of(workspace.name(), conversation).stream()
        .filter(occurrence -> occurrence.since().isAfter(since))
        .filter(this::isNew)
        .toList();
  }

  /** A conversation is opened once, although the time of it may look different later on. */
  private boolean isNew(Occurrence occurrence) {
    Instant known = published.getIfPresent(occurrence.id());
    return known == null || occurrence.canComeAgain() && !occurrence.since().equals(known);
  }

  private void work() {
    Duration pause = SHORTEST_PAUSE;
    try {
      while (running) {
        Owed.Debt debt = owed.take();
        boolean paid = false;
        try {
          paid = pay(debt);
        } catch (RuntimeException e) {
          LOG.error(
              "The worker itself failed to publish conversation {}; it is tried again. Please"
                  + " report this.",
              debt.seen().id(),
              e);
        }
        if (paid) {
          owed.paid(debt);
          pause = SHORTEST_PAUSE;
        } else {
          owed.later(debt);
          sleeper.sleep(pause);
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether the engine has every message of it now. */
  private boolean pay(Owed.Debt debt) {
    IntercomWorkspace workspace = debt.workspace();
    if (!hasNews(workspace, debt.seen())) {
      return true;
    }
    return switch (now(debt)) {
      case Now.Gone gone -> true;
      case Now.Unknown unknown -> false;
      case Now.Seen(var conversation, var first) -> {
        boolean taken = publish(workspace, conversation, first);
        if (taken) {
          // A search shows less of it than the conversation, so that a closing has another id.
          Occurrence.of(workspace.name(), debt.seen())
              .forEach(one -> published.put(one.id(), one.since()));
        }
        yield taken;
      }
    };
  }

  /** The conversation as it is now. */
  private sealed interface Now {
    /**
     * It could be read, or has to be taken as it was noticed.
     *
     * @param first null where it is not needed or cannot be had
     */
    record Seen(Conversation conversation, @Nullable FirstMessage first) implements Now {}

    record Gone() implements Now {}

    record Unknown() implements Now {}
  }

  /**
   * With what was said in plain text, as Find gives it. A search result carries no words at all, a
   * notification the newest part in a form that depends on the app's API version, and it may have
   * been overtaken. If Intercom cannot be asked for a while, the reply still counts.
   */
  private Now now(Owed.Debt debt) {
    Conversation seen = debt.seen();
    switch (read(debt)) {
      case Outcome.Done<Now>(var read) -> {
        unreadableSince.remove(debt.key());
        return read;
      }
      case Outcome.Failed<Now>(var failure) -> {
        Instant now = clock.instant();
        Instant since = unreadableSince.computeIfAbsent(debt.key(), key -> now);
        if (concernsAll(failure) || now.isBefore(since.plus(WORDS_WITHIN))) {
          return new Now.Unknown();
        }
        unreadableSince.remove(debt.key());
        LOG.warn(
            "Conversation {} could not be read, so that its message carries what was noticed: {}",
            seen.id(),
            failure.problem().describe());
        return new Now.Seen(seen, null);
      }
    }
  }

  private Outcome<Now> read(Owed.Debt debt) {
    IntercomClient intercom = debt.workspace().intercom();
    Conversation seen = debt.seen();
    return intercom
        .conversation(seen.id(), BodyFormat.PLAINTEXT)
        .then(
            read -> {
              if (read.isEmpty()) {
                return Outcome.done(new Now.Gone());
              }
              Conversation newest = isOlder(read.get(), seen) ? seen : read.get();
              return news(debt.workspace(), newest).stream().anyMatch(Occurrence::isFirstMessage)
                  ? intercom
                      .firstMessage(seen.id())
                      .map(first -> new Now.Seen(newest, first.orElse(null)))
                  : Outcome.done(new Now.Seen(newest, null));
            });
  }

  /** Whether no other conversation could be read either. */
  private static boolean concernsAll(Failure failure) {
    return failure instanceof Failure.RateLimited
        || failure.problem().code() == ErrorCode.INTERCOM_UNAUTHORIZED;
  }

  private static boolean isOlder(Conversation one, Conversation other) {
    return one.updatedAt() != null
        && other.updatedAt() != null
        && one.updatedAt().isBefore(other.updatedAt());
  }

  private boolean publish(
      IntercomWorkspace workspace, Conversation conversation, @Nullable FirstMessage first) {
    String url = workspace.inboxUrl(conversation.id());
    Map<String, Object> whole =
        variables(FindConversationResult.of(conversation, true, false, url));
    for (Occurrence occurrence : news(workspace, conversation)) {
      Map<String, Object> variables =
          occurrence.isFirstMessage() && first != null
              ? variables(ContactWrote.of(first, url))
              : whole;
      for (String tenant : tenants(workspace)) {
        if (!publish(occurrence, variables, tenant)) {
          return false;
        }
      }
      published.put(occurrence.id(), occurrence.since());
      count("intercom.messages.published", occurrence);
    }
    return true;
  }

  private Map<String, Object> variables(Object record) {
    return json.convertValue(record, new TypeReference<>() {});
  }

  /** Those that the workspace is given to; the client's own where it is given to none. */
  private List<@Nullable String> tenants(IntercomWorkspace workspace) {
    List<@Nullable String> tenants = new ArrayList<>();
    properties
        .tenants()
        .forEach(
            (tenant, name) -> {
              if (name.equals(workspace.name())) {
                tenants.add(tenant);
              }
            });
    return tenants.isEmpty() ? Collections.singletonList(null) : tenants;
  }

  private boolean publish(
      Occurrence occurrence, Map<String, Object> variables, @Nullable String tenant) {
    var message =
        new Message(
            occurrence.message(),
            occurrence.correlationKey(),
            occurrence.id(),
            properties.messages().timeToLive(),
            variables,
            tenant);
    CommandAnswer answer = engine.publish(message);
    if (answer.effect() == Effect.REFUSED) {
      // Words of a megabyte: the reply is worth more than what was said.
      Map<String, Object> wordless = new HashMap<>(variables);
      wordless.put(occurrence.isFirstMessage() ? "body" : "lastReply", null);
      answer =
          engine.publish(
              new Message(
                  message.name(),
                  message.correlationKey(),
                  message.id(),
                  message.timeToLive(),
                  wordless,
                  tenant));
    }
    return switch (answer.effect()) {
      case TAKEN -> {
        if (stuck.compareAndSet(true, false)) {
          LOG.info("The engine takes messages again; {} conversations are owed.", owed.size());
        }
        yield true;
      }
      case REFUSED -> {
        LOG.error(
            "The engine refuses the message {} with the correlation key {} for ever, so a process"
                + " that waits for it goes on waiting: {}",
            occurrence.message(),
            occurrence.correlationKey(),
            answer.words());
        count("intercom.messages.dropped", occurrence);
        yield true;
      }
      case TURNED_AWAY, UNANSWERED, GONE, WRONG_STATE, NOT_ALLOWED -> {
        if (stuck.compareAndSet(false, true)) {
          LOG.warn(
              "The engine does not take messages; they are kept and tried again: {}",
              answer.words());
        }
        yield false;
      }
    };
  }

  private void count(String counter, Occurrence occurrence) {
    meters.counter(counter, "message", occurrence.message()).increment();
  }

  @Override
  public void start() {
    running = true;
    if (isOn()) {
      for (int i = 0; i < THREADS; i++) {
        threads.add(Thread.ofVirtual().name("intercom-publisher-" + i).start(this::work));
      }
    }
  }

  /** What is still owed then, the next reader finds after its cursor. */
  @Override
  public void stop() {
    long looks = TO_FINISH.dividedBy(BETWEEN_LOOKS);
    try {
      for (long look = 0; look < looks && owed.size() > 0 && !stuck.get(); look++) {
        sleeper.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
    threads.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

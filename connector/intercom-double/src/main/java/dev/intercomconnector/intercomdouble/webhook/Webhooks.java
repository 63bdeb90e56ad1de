package dev.intercomconnector.intercomdouble.webhook;

import dev.intercomconnector.intercomdouble.api.NotificationItem;
import dev.intercomconnector.intercomdouble.api.ServedVersion;
import dev.intercomconnector.intercomdouble.workspace.Announcements;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.Topic;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Delivers notifications, one after the other, to the address that each workspace subscribed. As
 * with Intercom, the address is asked with HEAD first, and what is not taken is sent again.
 */
public final class Webhooks implements Announcements, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** In which order held notifications are released. */
  public enum Order {
    AS_HAPPENED,
    REVERSED
  }

  private final Supplier<ServedVersion> version;
  private final InstantSource clock;
  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final List<WebhookNotification> held = Collections.synchronizedList(new ArrayList<>());
  private final List<WebhookAttempt> deliveries = new CopyOnWriteArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("intercom-webhooks").factory());

  /**
   * @param version the app's, which decides how an item looks
   */
  public Webhooks(Supplier<ServedVersion> version, InstantSource clock) {
    this.version = version;
    this.clock = clock;
  }

  /**
   * Subscribes a workspace, in place of what it had before.
   *
   * @throws IllegalArgumentException when the address does not answer HEAD with success
   */
  public void subscribe(Workspace workspace, Subscription subscription) {
    int status =
        status(HttpRequest.newBuilder(subscription.url()).method("HEAD", BodyPublishers.noBody()));
    if (status < 200 || status >= 300) {
      throw new IllegalArgumentException(
          "%s answers HEAD with %s, so Intercom would not take it"
              .formatted(subscription.url(), status == 0 ? "nothing" : status));
    }
    subscriptions.put(workspace.app().idCode(), subscription);
  }

  public Optional<Subscription> subscription(Workspace workspace) {
    return Optional.ofNullable(subscriptions.get(workspace.app().idCode()));
  }

  public void unsubscribe(Workspace workspace) {
    subscriptions.remove(workspace.app().idCode());
  }

  /** All attempts so far, in their order. */
  public List<WebhookAttempt> deliveries() {
    return List.copyOf(deliveries);
  }

  /** How many notifications are held. */
  public int held() {
    return held.size();
  }

  /** Delivers what was held. */
  public void release(Order order) {
    List<WebhookNotification> released;
    synchronized (held) {
      released = new ArrayList<>(held);
      held.clear();
    }
    if (order == Order.REVERSED) {
      Collections.reverse(released);
    }
    released.forEach(this::send);
  }

  @Override
  public void announce(Workspace workspace, Topic topic, StoredConversation conversation) {
    Subscription subscription = subscriptions.get(workspace.app().idCode());
    if (subscription == null) {
      return;
    }
    WebhookNotification notification =
        new WebhookNotification(
            "notif_" + UUID.randomUUID(),
            workspace.app().idCode(),
            topic,
            NotificationItem.of(workspace, version.get(), conversation),
            workspace.now());
    if (subscription.held()) {
      held.add(notification);
    } else {
      send(notification);
    }
  }

  private void send(WebhookNotification notification) {
    Subscription subscription = subscriptions.get(notification.appId());
    for (int copy = 0; subscription != null && copy < subscription.copies(); copy++) {
      later(Duration.ZERO, () -> deliver(notification, subscription, 1, now()));
    }
  }

  private void deliver(
      WebhookNotification notification, Subscription subscription, int attempt, long firstSentAt) {
    byte[] body = notification.body(attempt, firstSentAt);
    int status =
        status(
            HttpRequest.newBuilder(subscription.url())
                .header("Content-Type", "application/json")
                .header(
                    "X-Hub-Signature",
                    WebhookNotification.signature(body, subscription.clientSecret()))
                .POST(BodyPublishers.ofByteArray(body)));
    WebhookAttempt delivery =
        new WebhookAttempt(notification.id(), notification.topic().word(), attempt, status);
    deliveries.add(delivery);
    if (!delivery.isTaken() && attempt < subscription.attempts()) {
      later(
          subscription.retryAfter(),
          () -> deliver(notification, subscription, attempt + 1, firstSentAt));
    }
  }

  private int status(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void later(Duration delay, Runnable work) {
    try {
      var unused = sender.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The double is closing: nobody is told any more.
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  /** Forgets all subscriptions and deliveries. */
  public void clear() {
    subscriptions.clear();
    held.clear();
    deliveries.clear();
  }

  @Override
  public void close() {
    sender.shutdownNow();
    http.shutdownNow();
  }
}

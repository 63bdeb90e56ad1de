package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.worker.schedule.ModelEngine.Activation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One delivery of a job to a worker: its thread, and how far it has come. */
final class ModelDelivery {

  final Activation activation;
  final Instant from;
  final DeliveryThread thread = new DeliveryThread();

  /** Since when the thread has wanted its effect. */
  Instant wantedAt;

  /** Until when the thread waits for an answer that is settled already. */
  @Nullable Instant waitsUntil;

  @Nullable Object answer;

  /** Whether Intercom went on failing for this delivery, so that its repeats fail too. */
  boolean outage;

  /** The attempt of the last marker that this delivery wrote. */
  String attempt = "";

  /** The variables of that marker. */
  Map<String, Object> marker = Map.of();

  /** What this delivery heard of its request: a message's id, {@code no} or {@code unknown}. */
  String heard = "";

  /** What a thread does depends on this alone. */
  private long past = 17;

  ModelDelivery(Activation activation, Instant from, String given) {
    this.activation = activation;
    this.from = from;
    this.wantedAt = from;
    note(given);
  }

  void note(String happened) {
    for (int i = 0; i < happened.length(); i++) {
      past = past * 1_000_003 + happened.charAt(i);
    }
    past = past * 1_000_003 + '|';
  }

  void waitUntil(Instant time, Object settled) {
    waitsUntil = time;
    answer = settled;
  }

  /** Whether the thread has an effect that may happen now. */
  boolean isReady() {
    return !thread.isOver() && waitsUntil == null;
  }

  boolean isDue(Instant now) {
    return waitsUntil != null && !now.isBefore(waitsUntil);
  }

  void goOn(Object given, Instant now) {
    waitsUntil = null;
    answer = null;
    thread.goOn(given);
    wantedAt = now;
  }

  String status(Instant now) {
    Instant waits = waitsUntil;
    return Long.toHexString(past)
        + (thread.effect() instanceof Effect.Command(var words, var key, var limit, var execution)
            ? key
            : "")
        + "@"
        + Math.min(200_000, Duration.between(from, now).toMillis())
        + "/"
        + activation.job().key
        + (waits == null ? "" : "w" + Duration.between(now, waits).toMillis() + answer)
        + "s"
        + Duration.between(wantedAt, now).toMillis();
  }
}

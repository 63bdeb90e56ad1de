package dev.intercomconnector.worker.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A worker's process: the program that it runs, its deliveries, and what it still remembers. */
final class ModelWorker {

  final String name;

  /** Of its clock, compared with the engine's. */
  final Duration ahead;

  final List<ModelDelivery> deliveries = new ArrayList<>();

  /** By attempt, what came of its request, as far as this process ever knew. */
  final Map<String, String> remembered = new TreeMap<>();

  /** The jobs whose message this process knows to be stored, and has known ever since unstopped. */
  final List<Long> knowsStored = new ArrayList<>();

  /** Those of which something hindered it to tell the engine, so that others cannot know. */
  final Set<Long> hinderedToTell = new HashSet<>();

  boolean stopped;

  /** Until when its rate limit is known to be used up. */
  Instant pausedUntil = Instant.EPOCH;

  private @Nullable WorkerProgram program;

  ModelWorker(String name, Duration ahead) {
    this.name = name;
    this.ahead = ahead;
  }

  WorkerProgram program(WorkerProgram.Maker maker) {
    WorkerProgram running = program;
    if (running == null) {
      running = maker.start(this);
      program = running;
    }
    return running;
  }

  boolean isBusy() {
    return deliveries.stream().anyMatch(delivery -> !delivery.thread.isOver());
  }

  /** Something went wrong with a command of this delivery. */
  void isHindered(ModelDelivery delivery) {
    if (delivery.heard.startsWith("m")) {
      hinderedToTell.add(delivery.activation.job().key);
    }
  }

  /** The process ends without a word and is started again. */
  void crash() {
    deliveries.forEach(delivery -> delivery.thread.kill());
    deliveries.clear();
    remembered.clear();
    knowsStored.clear();
    hinderedToTell.clear();
    pausedUntil = Instant.EPOCH;
    program = null;
    stopped = false;
  }

  /** Two workers of which this is the same will do the same. */
  String status(Instant now) {
    return deliveries.stream()
            .filter(delivery -> !delivery.thread.isOver())
            .map(delivery -> delivery.status(now))
            .sorted()
            .collect(Collectors.joining(","))
        + remembered
        + knowsStored
        + hinderedToTell
        + (ahead.isZero() ? "" : ahead)
        + (stopped ? "stopped" : "")
        + (pausedUntil.isAfter(now) ? Attempts.distance(pausedUntil, now) : "");
  }
}

package dev.intercomconnector.worker.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A worker's process: the program that it runs, its deliveries, and what it still remembers. */
final class ModelWorker {

  final String name;
  final List<ModelDelivery> deliveries = new ArrayList<>();

  /** By attempt, what came of its request, as far as this process ever knew. */
  final Map<String, String> remembered = new TreeMap<>();

  /** The jobs whose message this process knows to be stored, and has known ever since unstopped. */
  final List<Long> knowsStored = new ArrayList<>();

  boolean stopped;

  /** Until when its rate limit is known to be used up. */
  Instant pausedUntil = Instant.EPOCH;

  private @Nullable WorkerProgram program;

  ModelWorker(String name) {
    this.name = name;
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

  /** The process ends without a word and is started again. */
  void crash() {
    deliveries.forEach(delivery -> delivery.thread.kill());
    deliveries.clear();
    remembered.clear();
    knowsStored.clear();
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
        + (stopped ? "stopped" : "")
        + (pausedUntil.isAfter(now) ? Attempts.distance(pausedUntil, now) : "");
  }
}

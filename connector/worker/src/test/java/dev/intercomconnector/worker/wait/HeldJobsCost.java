package dev.intercomconnector.worker.wait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Reply;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.waiting.Waits;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.ScriptedEngine;
import dev.intercomconnector.worker.job.SteppedTime;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.ModelWorkspaces;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the worker keeps for each job that waits, and how often it renews their leases. */
public final class HeldJobsCost {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WEIGHED_AT_LEAST = 100_000;
  private static final Duration TICK = Duration.ofSeconds(5);

  private final SteppedTime time = new SteppedTime(Instant.parse("2026-03-01T10:00:00Z"));
  private final WorkerProperties properties = ModelWorkspaces.properties(Duration.ofMinutes(1));
  private final IntercomWorkspace workspace =
      ModelWorkspaces.of(
              properties,
              (request, limit) ->
                  new Reply.NoAnswer(new ConnectException("nobody is there"), false),
              time,
              time,
              new Random(1),
              new SimpleMeterRegistry())
          .named("default")
          .orElseThrow();
  private final Duration lease = properties.findConversation().lease();

  private List<Waits<WaitingJob>> waits(int howMany, int copies) {
    var task =
        new Job.Task(
            FindConversationInput.TASK_TYPE,
            "wait",
            "<default>",
            false,
            Map.of("resultVariable", "conversation", "retryBackoff", "PT30S"));
    List<Waits<WaitingJob>> all = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      var waits = new Waits<WaitingJob>();
      for (int i = 0; i < howMany; i++) {
        waits.add(job((long) copy * howMany + i, task));
      }
      all.add(waits);
    }
    return all;
  }

  private WaitingJob job(long number, Job.Task task) {
    long key = 2_251_799_813_685_249L + number * 17;
    Instant now = time.instant();
    var job =
        new Job(
            key,
            key + 1,
            key + 2,
            3,
            task,
            new Job.Lease(now, now.plus(lease)),
            MissingNode.getInstance());
    FindConversationInput input = input(403_918_330L + number);
    return new WaitingJob(job, input, workspace, now.plus(input.waitFor()).plusMillis(number));
  }

  private static FindConversationInput input(long messageId) {
    String variables =
        "{\"intercom\": {\"messageId\": \"%d\", \"waitUntil\": \"replied\", \"waitFor\": \"P3D\"}}"
            .formatted(messageId);
    try {
      return ((Outcome.Done<FindConversationInput>)
              FindConversationInput.read(JSON.readTree(variables)))
          .value();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Bytes of heap for each wait, measured on so many registries of this size that the garbage
   * collector's own doings do not count.
   */
  public long bytesAWait(int howMany) {
    int copies = Math.max(1, WEIGHED_AT_LEAST / howMany);
    // Classes that the first job loads are no part of a wait.
    var unweighed = waits(1, 1);
    long before = used();
    List<Waits<WaitingJob>> weighed = waits(howMany, copies);
    long after = used();
    long counted = weighed.stream().mapToLong(Waits::size).sum() + unweighed.size() - 1;
    return (after - before) / counted;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** How many leases are renewed within an hour, every five seconds those that are due. */
  public long renewalsAnHour(int howMany) {
    var engine = new ScriptedEngine();
    var leases = new Leases(engine, properties, time, time);
    Waits<WaitingJob> waits = waits(howMany, 1).getFirst();
    Instant end = time.instant().plus(Duration.ofHours(1));
    while (time.instant().isBefore(end)) {
      time.advance(TICK);
      leases.renew(waits.select(leases::isDue), waits::remove);
    }
    return engine.sent().size();
  }
}

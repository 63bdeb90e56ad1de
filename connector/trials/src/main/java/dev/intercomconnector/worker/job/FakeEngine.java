package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.waiting.Waits;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.JobKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Hands out any number of jobs, to weigh what is kept of them and to count what they ask of it. */
public final class FakeEngine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WEIGHED_AT_LEAST = 100_000;
  private static final Duration TICK = Duration.ofSeconds(5);

  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  private final InstantSource clock = () -> now;
  private final WorkerProperties properties =
      new Binder(
              new MapConfigurationPropertySource(
                  Map.of("intercom.workspaces.default.base-url", "http://127.0.0.1:1")))
          .bind("intercom", WorkerProperties.class)
          .get();
  private final IntercomWorkspace workspace = workspace();

  private IntercomWorkspace workspace() {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(WorkerProperties.class, () -> properties);
      context.registerBean(OkHttpClient.class, () -> new OkHttpClient());
      context.registerBean(InstantSource.class, () -> clock);
      context.registerBean(SimpleMeterRegistry.class);
      context.scan(Workspaces.class.getPackageName());
      context.refresh();
      return context.getBean(Workspaces.class).named("default").orElseThrow();
    }
  }

  private WaitingJob job(long key, HeldJob.Task task, IntercomWorkspace workspace) {
    String variables =
        "{\"intercom\": {\"messageId\": \"%d\", \"waitUntil\": \"replied\", \"waitFor\": \"P3D\"}}"
            .formatted(403_918_330L + key);
    try {
      var read = FindConversationInput.read(JSON.readTree(variables));
      var input = ((Outcome.Done<FindConversationInput>) read).value();
      return new WaitingJob(
          new HeldJob(activated(key), task),
          input,
          workspace,
          now.plus(input.waitFor()).plusMillis(key));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ActivatedJob activated(long key) {
    long deadline = now.plus(properties.findConversation().lease()).toEpochMilli();
    return (ActivatedJob)
        Proxy.newProxyInstance(
            ActivatedJob.class.getClassLoader(),
            new Class<?>[] {ActivatedJob.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getKey" -> 2_251_799_813_685_249L + key * 17;
                  case "getElementInstanceKey" -> 2_251_799_813_685_250L + key * 17;
                  case "getProcessInstanceKey" -> 2_251_799_813_685_251L + key * 17;
                  case "getDeadline" -> deadline;
                  case "getRetries" -> 3;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private List<Waits<WaitingJob>> waits(int howMany, int copies) {
    var task =
        new HeldJob.Task(
            FindConversationInput.TASK_TYPE,
            "onboarding",
            1,
            2_251_799_813_685_248L,
            "wait",
            Map.of("resultVariable", "conversation", "retryBackoff", "PT30S"),
            "worker",
            "<default>",
            JobKind.BPMN_ELEMENT);
    List<Waits<WaitingJob>> all = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      var waits = new Waits<WaitingJob>();
      for (int i = 0; i < howMany; i++) {
        waits.add(job((long) copy * howMany + i, task, workspace));
      }
      all.add(waits);
    }
    return all;
  }

  /**
   * What the worker keeps for each wait, in bytes of heap, measured on so many registries of this
   * size that the garbage collector's own doings do not count.
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
    var leases =
        new Leases(
            new DefaultListableBeanFactory().getBeanProvider(CamundaClient.class),
            properties,
            clock);
    Waits<WaitingJob> waits = waits(howMany, 1).getFirst();
    long renewed = 0;
    Instant end = now.plus(Duration.ofHours(1));
    while (now.isBefore(end)) {
      now = now.plus(TICK);
      for (WaitingJob due : waits.select(leases::isDue)) {
        due.job().leasedUntil(now.plus(leases.lease()));
        renewed++;
      }
    }
    return renewed;
  }
}

package dev.intercomconnector.worker.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.waiting.SweepInterval;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.job.JobRunner;
import dev.intercomconnector.worker.job.JobType;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import dev.intercomconnector.worker.workspace.WorkspaceStatus;
import dev.intercomconnector.worker.workspace.Workspaces;
import io.camunda.client.api.response.ActivatedJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The workspaces that this worker reads for messages: those whose job of the reader's process the
 * engine gave to it.
 *
 * <ul>
 *   <li>gauge {@code intercom.reader.lag}, by workspace: seconds by which the cursor is behind
 *   <li>gauge {@code intercom.reader.last.read}, by workspace: seconds since it could be read last
 * </ul>
 *
 * Both are NaN in a worker that does not read the workspace.
 */
@Component
@ConditionalOnProperty("intercom.messages.publish")
class Readers implements JobType, SmartLifecycle {

  /** The task type in the reader's process. */
  static final String TYPE = "intercom-read-changes";

  /** The variable with the workspace's name. */
  static final String WORKSPACE = "workspace";

  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private final JobRunner runner;
  private final Workspaces workspaces;
  private final FailurePolicy policy;
  private final Publisher publisher;
  private final EngineCommands engine;
  private final JobEndSender sender;
  private final WorkerProperties properties;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Map<String, Reader> readers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("intercom-reader-lease").factory());
  private volatile boolean running;

  Readers(
      JobRunner runner,
      Workspaces workspaces,
      FailurePolicy policy,
      Publisher publisher,
      EngineCommands engine,
      JobEndSender sender,
      WorkerProperties properties,
      MeterRegistry meters,
      InstantSource clock,
      Sleeper sleeper) {
    this.runner = runner;
    this.workspaces = workspaces;
    this.policy = policy;
    this.publisher = publisher;
    this.engine = engine;
    this.sender = sender;
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public Duration lease() {
    return Reader.LEASE;
  }

  @Override
  public int maxJobsActive() {
    return Math.max(1, workspaces.configured().size());
  }

  @Override
  public List<String> variables() {
    return List.of(WORKSPACE, Reader.VARIABLE);
  }

  @Override
  public void handle(ActivatedJob job) {
    runner.run(job, Reader.LEASE, this::begin);
  }

  private DeliveryEnd begin(Job job) {
    String name = job.variables().path(WORKSPACE).asText();
    IntercomWorkspace workspace = workspaces.named(name).orElse(null);
    if (workspace == null) {
      return DeliveryEnd.of(
          policy.incident(
              new Problem(
                  ErrorCode.INTERCOM_INVALID_REQUEST,
                  "This process reads the workspace '%s', which the worker does not know."
                      .formatted(name),
                  "Configure it again and retry, or cancel this instance."),
              job.retryTerms()));
    }
    if (workspace.status() instanceof WorkspaceStatus.Unusable(var reason)) {
      return DeliveryEnd.of(policy.giveBack(job.retryTerms(), reason));
    }
    var reader =
        new Reader(
            job,
            workspace,
            cursor(job.variables().path(Reader.VARIABLE), workspace),
            publisher,
            engine,
            sender,
            new SweepInterval(properties.sweep().floor(), properties.sweep().ceiling()),
            clock,
            sleeper);
    Reader before = readers.put(name, reader);
    if (before != null) {
      before.lose("it was given out again");
    } else {
      gauge("intercom.reader.lag", name, Reader::lagInSeconds);
      gauge("intercom.reader.last.read", name, Reader::secondsSinceGoodRead);
    }
    reader.start();
    return DeliveryEnd.of(new JobEnd.KeepWaiting(Map.of()));
  }

  private void gauge(String name, String workspace, ToDoubleFunction<Reader> value) {
    Gauge.builder(
            name,
            readers,
            all -> {
              Reader reader = all.get(workspace);
              return reader == null ? Double.NaN : value.applyAsDouble(reader);
            })
        .tag("workspace", workspace)
        .baseUnit("seconds")
        .register(meters);
  }

  /**
   * Where the last reader stopped. The first one goes back as far as a message lives: the engine
   * drops what another one has published within that time.
   */
  private Instant cursor(JsonNode variable, IntercomWorkspace workspace) {
    String written = variable.path(Reader.READ_TO).asText("");
    try {
      if (!written.isEmpty()) {
        return Instant.parse(written);
      }
    } catch (DateTimeParseException e) {
      LOG.error("The cursor of workspace '{}' is no time: {}", workspace.name(), written);
    }
    return workspace
        .intercom()
        .intercomTime()
        .orElseGet(clock::instant)
        .minus(properties.messages().timeToLive());
  }

  @Override
  public void start() {
    long every = Reader.RENEWED_EVERY.toMillis();
    var unused = keeper.scheduleWithFixedDelay(this::keep, every, every, TimeUnit.MILLISECONDS);
    running = true;
  }

  private void keep() {
    for (Reader reader : readers.values()) {
      try {
        reader.keep();
      } catch (RuntimeException e) {
        LOG.error("The reader's lease could not be renewed; it is tried again.", e);
      }
    }
  }

  /** After the job streams are closed, else the engine would give the jobs straight back. */
  @Override
  public void stop() {
    keeper.shutdown();
    readers.values().forEach(Reader::handBack);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.Priority;
import dev.intercomconnector.pacing.Sleeper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes each workspace's pacer, and shows what it does and how the workspace stands.
 *
 * <ul>
 *   <li>gauge {@code intercom.workspace.usable}, by workspace: 1 while its jobs can be done, else 0
 *   <li>timer {@code intercom.pacer.wait}, by workspace and priority (send or read): what calls
 *       waited for their permit, whether or not they got it
 *   <li>gauges {@code intercom.rate.limit.limit} and {@code intercom.rate.limit.remaining}, by
 *       workspace, in calls of the current window; NaN while no answer told of a limit
 * </ul>
 */
@Component
class WorkspaceMetrics {

  private final MeterRegistry meters;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  WorkspaceMetrics(MeterRegistry meters, Sleeper sleeper, RandomGenerator random) {
    this.meters = meters;
    this.sleeper = sleeper;
    this.random = random;
  }

  Pacer pacer(String workspace, WorkerProperties.Pacing pacing, InstantSource clock) {
    Map<Priority, Timer> waits = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      waits.put(
          priority,
          Timer.builder("intercom.pacer.wait")
              .description("How long a call waited for its permit")
              .tag("workspace", workspace)
              .tag("priority", priority.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
    var pacer =
        new Pacer(
            pacing.shareForSends(),
            clock,
            sleeper,
            random,
            (priority, wait) -> Objects.requireNonNull(waits.get(priority)).record(wait));
    Gauge.builder("intercom.rate.limit.limit", pacer, Pacer::limit)
        .description("Calls that Intercom allows in a window")
        .tag("workspace", workspace)
        .register(meters);
    Gauge.builder("intercom.rate.limit.remaining", pacer, Pacer::remaining)
        .description("Calls that are left in this window")
        .tag("workspace", workspace)
        .register(meters);
    return pacer;
  }

  void show(IntercomWorkspace workspace) {
    Gauge.builder(
            "intercom.workspace.usable",
            workspace,
            one -> one.status() instanceof WorkspaceStatus.Usable ? 1 : 0)
        .tag("workspace", workspace.name())
        .register(meters);
  }

  /** Removes all of a workspace that is no longer there. */
  void forget(String workspace) {
    for (String meter :
        List.of(
            "intercom.workspace.usable",
            "intercom.pacer.wait",
            "intercom.rate.limit.limit",
            "intercom.rate.limit.remaining")) {
      meters.find(meter).tag("workspace", workspace).meters().forEach(meters::remove);
    }
  }
}

package dev.intercomconnector.worker.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.JobHandler;
import dev.intercomconnector.worker.job.WorkspaceOfJob;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Puts the handler of sends together as Spring does. */
public final class SendParts {

  private SendParts() {}

  public static JobHandler handler(
      WorkspaceOfJob workspaces,
      FailurePolicy policy,
      EngineCommands engine,
      WorkerProperties properties,
      ObjectMapper json,
      InstantSource clock,
      Sleeper sleeper,
      MeterRegistry meters) {
    RecentSends recent = new RecentSends();
    SendMeter meter = new SendMeter(meters);
    return new SendMessageHandler(
        workspaces,
        new EarlierSend(recent, policy, meter, json, properties, clock),
        new MarkerWrites(engine, properties, clock, sleeper),
        recent,
        policy,
        meter,
        json);
  }
}

package dev.intercomconnector.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryTerms;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.job.JobHandler;
import dev.intercomconnector.worker.job.JobRunner;
import dev.intercomconnector.worker.job.WorkspaceOfJob;
import dev.intercomconnector.worker.schedule.ModelEngine.Activation;
import dev.intercomconnector.worker.send.SendParts;
import dev.intercomconnector.worker.workspace.ModelWorkspaces;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.impl.CamundaObjectMapper;
import io.camunda.client.impl.response.ActivatedJobImpl;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The worker as it is: its handlers, its end of a job, its client of Intercom. */
final class RealWorker implements WorkerProgram {

  private final World world;
  private final JobRunner runner;
  private final JobHandler handler;
  private final String headers;

  /** The worker as it is. */
  static World.Programs programs(Scenario scenario) {
    return programs(scenario, null);
  }

  /** The worker as it would be without a rule. The settings are bound once for all schedules. */
  static World.Programs programs(Scenario scenario, @Nullable Rule without) {
    WorkerProperties properties = ModelWorkspaces.properties(scenario.lease());
    return world -> process -> new RealWorker(world, properties, without);
  }

  private RealWorker(World world, WorkerProperties properties, @Nullable Rule without) {
    this.world = world;
    InstantSource clock = world::now;
    Sleeper sleeper = world::pause;
    RandomGenerator random = () -> Long.MAX_VALUE / 2;
    // One without a registry below it counts nothing.
    MeterRegistry meters = new CompositeMeterRegistry();
    ObjectMapper json = world.json;
    EngineCommands real = new ScheduledCommands(world);
    EngineCommands engine = without == null ? real : without.commands(real, world);
    Expressions expressions = new OnlyResultVariable();
    FailurePolicy policy =
        new FailurePolicy(expressions, properties.youngContactWindow(), clock, random);
    WorkspaceOfJob workspaces =
        new WorkspaceOfJob(
            ModelWorkspaces.of(properties, world::perform, clock, sleeper, random, meters),
            expressions,
            policy);
    this.headers = text(world.scenario.headers());
    JobHandler sends =
        SendParts.handler(workspaces, policy, engine, properties, json, clock, sleeper, meters);
    this.handler = without == null ? sends : job -> sends.handle(without.handled(job));
    this.runner =
        new JobRunner(
            new JobEndSender(engine, json, clock, sleeper) {
              @Override
              public void send(Job job, DeliveryEnd delivery) {
                super.send(without == null ? job : without.ended(job), delivery);
              }
            },
            json,
            clock);
  }

  @Override
  public void handle(Activation activation) {
    runner.run(activated(activation), world.scenario.lease(), handler);
  }

  private static final CamundaObjectMapper CLIENT_JSON = new CamundaObjectMapper();

  private ActivatedJob activated(Activation activation) {
    return new ActivatedJobImpl(
        CLIENT_JSON,
        GatewayOuterClass.ActivatedJob.newBuilder()
            .setKey(activation.job().key)
            .setType(SendMessageInput.TASK_TYPE)
            .setElementId("send")
            .setElementInstanceKey(activation.job().elementInstanceKey)
            .setProcessInstanceKey(1)
            .setRetries(activation.retries())
            .setDeadline(activation.deadline().toEpochMilli())
            .setCustomHeaders(headers)
            .setVariables(text(activation.variables()))
            .setTenantId("<default>")
            .build());
  }

  private String text(Object value) {
    try {
      return world.json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The only expression of these tasks is the name of the variable for the result. */
  private static final class OnlyResultVariable implements Expressions {

    @Override
    public Optional<String> problem(Map<String, String> headers) {
      return Optional.empty();
    }

    @Override
    public Map<String, Object> output(Object result, Map<String, String> headers) {
      if (headers.containsKey("resultExpression")) {
        throw new IllegalArgumentException("the result expression does not suit the result");
      }
      return Map.of(headers.getOrDefault("resultVariable", "result"), result);
    }

    @Override
    public Optional<JobEnd> decide(Object response, RetryTerms terms) {
      return Optional.empty();
    }
  }
}

package dev.intercomconnector.worker;

import dev.intercomconnector.intercom.OkHttpTransport;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.worker.workspace.Transports;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the job worker. What can be configured is in {@link WorkerProperties}. */
@SpringBootApplication
@EnableScheduling
@EnableConfigurationProperties(WorkerProperties.class)
public class IntercomWorker {

  /** What the client needs beside the jobs: polling, streaming, heartbeats. */
  private static final int OWN_THREADS = 8;

  public static void main(String[] arguments) {
    SpringApplication.run(IntercomWorker.class, arguments);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  OkHttpClient http() {
    return new OkHttpClient();
  }

  @Bean
  Transports transports(OkHttpClient http, InstantSource clock) {
    return connection -> new OkHttpTransport(connection, http, clock);
  }

  @Bean
  RandomGenerator random() {
    return RandomGenerator.getDefault();
  }

  @Bean
  Sleeper sleeper() {
    return Thread::sleep;
  }

  @Bean
  FailurePolicy failurePolicy(
      Expressions expressions,
      WorkerProperties properties,
      InstantSource clock,
      RandomGenerator random) {
    return new FailurePolicy(expressions, properties.youngContactWindow(), clock, random);
  }

  /** A job blocks its thread while Intercom answers, so each has a virtual thread of its own. */
  @Bean
  CamundaClientExecutorService jobExecutor(WorkerProperties properties) {
    int jobs =
        properties.sendMessage().maxJobsActive() + properties.findConversation().maxJobsActive();
    return new CamundaClientExecutorService(
        Executors.newScheduledThreadPool(
            jobs + OWN_THREADS, Thread.ofVirtual().name("intercom-job-", 0).factory()),
        true);
  }
}

package dev.intercomconnector.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.intercomconnector.intercom.OkHttpTransport;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.task.ending.Expressions;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.worker.workspace.Transports;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.CamundaClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** The connector's beans that are no components of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class ConnectorBeans {

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

  /** Of its own, whatever the host has its JSON look like. */
  @Bean
  ObjectMapper json() {
    return Jackson2ObjectMapperBuilder.json()
        .featuresToDisable(
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .build();
  }

  @Bean
  CamundaClient client(Host host, WorkerProperties properties, ObjectMapper json) {
    return EngineClient.like(host.client().getObject().getConfiguration(), properties, json);
  }

  /** Not closed here: it is the host's. */
  @Bean(destroyMethod = "")
  MeterRegistry meters(Host host) {
    return host.meters().getIfAvailable(SimpleMeterRegistry::new);
  }
}

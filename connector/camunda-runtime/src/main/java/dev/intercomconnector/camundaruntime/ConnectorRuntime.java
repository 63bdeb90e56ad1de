package dev.intercomconnector.camundaruntime;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camunda's connector runtime, which runs what connectors it finds on its class path. */
@SpringBootApplication
public class ConnectorRuntime {

  public static void main(String[] arguments) {
    SpringApplication.run(ConnectorRuntime.class, arguments);
  }
}

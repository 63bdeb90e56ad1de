package dev.intercomconnector.camundaruntime;

import java.io.Closeable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camunda's connector runtime, which runs what connectors it finds on its class path. */
@SpringBootApplication
public class ConnectorRuntime {

  public static void main(String[] arguments) {
    start(arguments);
  }

  /** For a test that ends it without ending its process. */
  public static Closeable start(String[] arguments) {
    return SpringApplication.run(ConnectorRuntime.class, arguments);
  }
}

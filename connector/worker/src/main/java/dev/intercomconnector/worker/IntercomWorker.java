package dev.intercomconnector.worker;

import dev.intercomconnector.worker.workspace.WorkerProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Starts the connector as a process of its own: the job worker. All that it does comes from {@link
 * IntercomAutoConfiguration}; what can be configured is in {@link WorkerProperties}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class IntercomWorker {

  public static void main(String[] arguments) {
    SpringApplication.run(IntercomWorker.class, arguments);
  }
}

package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.testengine.process.ChildProcess;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The jar where it does not belong. */
class OutsideTheRuntimeIT {

  private static final String SENTENCE =
      "The Intercom connector works in Camunda's connector runtime 8.8 only, a Spring Boot"
          + " application with spring-boot-starter-camunda-connectors: put this jar on its class"
          + " path.";

  /** A runtime that finds its functions as services. */
  public static final class LoadsServices {
    public static void main(String[] arguments) throws Exception {
      for (OutboundConnectorFunction function :
          ServiceLoader.load(OutboundConnectorFunction.class)) {
        if (function.getClass().getName().startsWith("dev.intercomconnector.")) {
          function.execute(null);
        }
      }
    }
  }

  @Test
  void startedByItselfItSaysWhereItBelongs() throws Exception {
    assertThat(printedBy("-jar", RuntimeProcess.PLUGIN.toString()).strip()).isEqualTo(SENTENCE);
  }

  @Test
  void aRuntimeThatLoadsServicesIsToldSoAndItsJobsAreToo() throws Exception {
    String printed =
        printedBy(
            "-classpath",
            String.join(
                File.pathSeparator,
                "target/test-classes",
                RuntimeProcess.PLUGIN.toString(),
                RuntimeProcess.camundasJars()),
            LoadsServices.class.getName());

    assertThat(printed).startsWith(SENTENCE).contains("ConnectorException: " + SENTENCE);
  }

  private static String printedBy(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = ChildProcess.java();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    return printed;
  }
}

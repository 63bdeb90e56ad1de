package dev.intercomconnector.intercomdouble;

import dev.intercomconnector.intercomdouble.control.ControlApi;
import java.io.IOException;
import java.net.BindException;

/**
 * The double alone, for trying things out by hand: {@code ./mvnw -Psimulator}. The port comes from
 * the system property {@code simulator.port}; Ctrl-C ends it.
 */
public final class Simulator {
  private static final String PORT = "8089";

  private Simulator() {}

  public static void main(String[] args) throws IOException {
    String port = System.getProperty("simulator.port", PORT);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      fail("simulator.port must be a port number, not " + port + ".");
      return;
    }
    DoubleSettings settings = DoubleSettings.usual().withPort(Integer.parseInt(port));
    try {
      IntercomDouble running = IntercomDouble.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      System.out.printf(
          "Intercom double at %s, token %s, control API at %s%s. Ctrl-C ends it.%n",
          running.baseUrl(), DoubleSettings.TOKEN, running.baseUrl(), ControlApi.ROOT);
    } catch (BindException e) {
      fail("Port " + port + " is taken: choose another with -Dsimulator.port=.");
    }
  }

  private static void fail(String sentence) {
    System.err.println(sentence);
    System.exit(1);
  }
}

package dev.intercomconnector.testengine;

import java.io.IOException;

/**
 * The in-memory engine alone, until it is told to end: {@code java -jar test-engine.jar}. It prints
 * each incident on a line of its own, since it has no search. Read from system properties:
 *
 * <ul>
 *   <li>{@code engine.port}: for gRPC, 26500 if not set
 *   <li>{@code engine.address}: to listen on, 127.0.0.1 if not set. 0.0.0.0 is for a container only
 * </ul>
 */
public final class RunEngine {

  private static final long PAUSE_MILLIS = 200;

  static final String PORT = "engine.port";

  /** Read by {@link EngineServerProvider}. */
  static final String ADDRESS = "engine.address";

  private RunEngine() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = Integer.getInteger(PORT, 26_500);
    EmbeddedEngine engine = EmbeddedEngine.startOn(port);
    System.out.printf("The in-memory engine listens on port %d.%n", port);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    while (true) {
      for (EngineEvent event : engine.history().take()) {
        if (event instanceof EngineEvent.Incident incident) {
          System.out.println(PrintedIncident.line(incident));
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}

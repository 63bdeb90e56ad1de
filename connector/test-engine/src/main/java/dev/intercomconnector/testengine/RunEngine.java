package dev.intercomconnector.testengine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * The in-memory engine alone, until it is told to end: {@code java -jar test-engine.jar}. Read from
 * system properties:
 *
 * <ul>
 *   <li>{@code engine.port}: for gRPC, 26500 if not set
 *   <li>{@code engine.address}: to listen on, 127.0.0.1 if not set. 0.0.0.0 is for a container only
 * </ul>
 */
public final class RunEngine {

  static final String PORT = "engine.port";

  /** Read by {@link EngineServerProvider}. */
  static final String ADDRESS = "engine.address";

  private RunEngine() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = Integer.getInteger(PORT, 26_500);
    EmbeddedEngine engine = EmbeddedEngine.startOn(port);
    System.out.printf("The in-memory engine listens on port %d.%n", port);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    new CountDownLatch(1).await();
  }
}

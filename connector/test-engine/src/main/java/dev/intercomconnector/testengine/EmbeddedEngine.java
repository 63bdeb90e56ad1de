package dev.intercomconnector.testengine;

import dev.intercomconnector.testengine.process.FreePort;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A Zeebe engine in this JVM, reachable over gRPC on the loopback address; it has no REST API. It
 * keeps everything in memory and frees nothing until it is closed: for tests and for trying things
 * out, not for load.
 */
public final class EmbeddedEngine implements Engine {
  private static final int ATTEMPTS = 5;

  private final ZeebeTestEngine engine;
  private final URI grpcAddress;
  private final EngineHistory history;

  private EmbeddedEngine(ZeebeTestEngine engine, int port) {
    this.engine = engine;
    this.grpcAddress = URI.create("http://127.0.0.1:" + port);
    this.history = new EngineHistory(engine.getRecordStreamSource());
  }

  /**
   * Starts an engine on a free port.
   *
   * @throws IOException when there is no port to listen on
   */
  public static EmbeddedEngine start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOn(FreePort.find());
      } catch (IOException e) {
        // Between finding the port and listening on it, another process may have taken it.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Starts an engine on that port.
   *
   * @throws IOException when the port is taken
   */
  static EmbeddedEngine startOn(int port) throws IOException {
    ZeebeTestEngine engine = EngineFactory.create(port);
    try {
      engine.start();
      return new EmbeddedEngine(engine, port);
    } catch (RuntimeException e) {
      engine.stop();
      throw new IOException("The engine cannot listen on port " + port, e);
    }
  }

  @Override
  public URI grpcAddress() {
    return grpcAddress;
  }

  /** Moves the engine's clock ahead, which fires the timers and ends the leases that fall due. */
  public void increaseTime(Duration ahead) {
    engine.increaseTime(ahead);
  }

  /** What has happened in the engine; readable while it runs. */
  public EngineHistory history() {
    return history;
  }

  @Override
  public void close() {
    engine.stop();
  }
}

package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.process.Relay;
import dev.intercomconnector.testengine.process.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * One process of the deployment under test, with links of its own to the engine and to Intercom.
 */
final class Replica implements AutoCloseable {

  private final Relay toEngine;
  private final Relay toIntercom;
  private final WorkerProcess.Setup setup;
  private final Path log;
  private WorkerProcess process;

  private Replica(Relay toEngine, Relay toIntercom, WorkerProcess.Setup setup, Path log)
      throws IOException {
    this.toEngine = toEngine;
    this.toIntercom = toIntercom;
    this.setup = setup;
    this.log = log;
    this.process = WorkerProcess.start(setup, log);
  }

  /**
   * Starts it and returns while it is still starting.
   *
   * @param setup for the addresses of the engine and of Intercom
   */
  static Replica start(
      URI engine, URI intercom, BiFunction<URI, URI, WorkerProcess.Setup> setup, Path log)
      throws IOException {
    Relay toEngine = Relay.to(engine);
    Relay toIntercom = Relay.to(intercom);
    return new Replica(
        toEngine, toIntercom, setup.apply(toEngine.address(), toIntercom.address()), log);
  }

  void awaitReady() throws InterruptedException {
    process.awaitReady();
  }

  Relay toEngine() {
    return toEngine;
  }

  Relay toIntercom() {
    return toIntercom;
  }

  /** Kills it and starts another one in its place, which takes jobs some seconds later. */
  void kill() throws IOException {
    process.process().kill();
    process = WorkerProcess.start(setup, log);
  }

  void suspend() {
    process.process().suspend();
  }

  void resume() {
    process.process().resume();
  }

  @Override
  public void close() throws IOException {
    process.close();
    toEngine.close();
    toIntercom.close();
  }
}

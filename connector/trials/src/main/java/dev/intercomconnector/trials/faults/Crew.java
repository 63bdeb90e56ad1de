package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.process.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** The replicas under test, of which all but one are always up to take over. */
record Crew(List<Replica> replicas) implements AutoCloseable {

  /**
   * Starts so many and returns when all of them take jobs.
   *
   * @param setup for the addresses of the engine and of Intercom
   */
  static Crew start(
      int size,
      URI engine,
      URI intercom,
      BiFunction<URI, URI, WorkerProcess.Setup> setup,
      Path logs)
      throws IOException, InterruptedException {
    Crew crew = new Crew(new ArrayList<>());
    try {
      for (int i = 1; i <= size; i++) {
        crew.replicas.add(
            Replica.start(engine, intercom, setup, logs.resolve("replica-" + i + ".log")));
      }
      for (Replica replica : crew.replicas) {
        replica.awaitReady();
      }
      return crew;
    } catch (IOException | RuntimeException | InterruptedException e) {
      crew.close();
      throw e;
    }
  }

  Replica any(RandomGenerator random) {
    return replicas.get(random.nextInt(replicas.size()));
  }

  @Override
  public void close() throws IOException {
    for (Replica replica : replicas) {
      replica.close();
    }
  }
}

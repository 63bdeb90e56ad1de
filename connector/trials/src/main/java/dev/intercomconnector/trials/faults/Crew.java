package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workers under test, of which one is always up to take over. */
final class Crew implements AutoCloseable {

  private final WorkerProcess.Setup setup;
  private final Path logs;
  private final List<WorkerProcess> workers = new ArrayList<>();

  private Crew(WorkerProcess.Setup setup, Path logs) {
    this.setup = setup;
    this.logs = logs;
  }

  /** Starts so many workers and returns when all of them take jobs. */
  static Crew start(int size, WorkerProcess.Setup setup, Path logs)
      throws IOException, InterruptedException {
    Crew crew = new Crew(setup, logs);
    try {
      for (int i = 0; i < size; i++) {
        crew.workers.add(WorkerProcess.start(setup, crew.log(i)));
      }
      for (WorkerProcess worker : crew.workers) {
        worker.awaitReady();
      }
      return crew;
    } catch (IOException | RuntimeException | InterruptedException e) {
      crew.close();
      throw e;
    }
  }

  int size() {
    return workers.size();
  }

  /** Kills a worker and starts another one in its place, which takes jobs some seconds later. */
  void kill(int worker) throws IOException {
    workers.get(worker).process().kill();
    workers.set(worker, WorkerProcess.start(setup, log(worker)));
  }

  void suspend(int worker) {
    workers.get(worker).process().suspend();
  }

  void resume(int worker) {
    workers.get(worker).process().resume();
  }

  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
  }

  private Path log(int worker) {
    return logs.resolve("worker-" + (worker + 1) + ".log");
  }
}

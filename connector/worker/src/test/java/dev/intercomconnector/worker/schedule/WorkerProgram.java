package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.worker.schedule.ModelEngine.Activation;

/** The code under test, as one process of it. */
interface WorkerProgram {

  /** Works on a job until nothing is left to do. Runs on a thread of its own. */
  void handle(Activation activation);

  /** Starts processes. */
  interface Maker {
    WorkerProgram start(ModelWorker process);
  }
}

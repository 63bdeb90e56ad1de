package dev.intercomconnector.trials.faults;

import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.EngineProcess;
import java.io.IOException;
import java.nio.file.Path;

/** On the in-memory engine in a process of its own. */
class SurvivalIT extends Survival {

  @Override
  Engine start(Path data, Path log) throws IOException, InterruptedException {
    return EngineProcess.start(Path.of(System.getProperty("engine.jar")), log);
  }
}

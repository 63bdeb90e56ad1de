package dev.intercomconnector.plugin;

import dev.intercomconnector.worker.Deployment;
import java.util.Map;

/** Has the worker's tests run the connector in Camunda's connector runtime. */
public final class RuntimeDeployment implements Deployment {

  @Override
  public Running start(Map<String, String> settings) {
    return RuntimeInThisJvm.start(settings);
  }
}

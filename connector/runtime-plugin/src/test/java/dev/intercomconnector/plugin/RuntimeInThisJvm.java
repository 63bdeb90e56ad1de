package dev.intercomconnector.plugin;

import dev.intercomconnector.testengine.process.FreePort;
import dev.intercomconnector.worker.Deployment;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Camunda's connector runtime without a process of its own: started again and again on one class
 * path, it is there in a second. The class path is the runtime's own, as in {@link RuntimeProcess},
 * and sees nothing of the tests' one.
 */
final class RuntimeInThisJvm implements Deployment.Running {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ClassLoader CLASS_PATH = classPath();

  private final Closeable application;
  private final URI address;

  private RuntimeInThisJvm(Closeable application, URI address) {
    this.application = application;
    this.address = address;
  }

  /** Starts it and returns when the connector in it takes jobs, or says that it cannot. */
  static RuntimeInThisJvm start(Map<String, String> settings) {
    int port = freePort();
    Map<String, String> set = new HashMap<>(settings);
    set.put("logging.level.root", "WARN");
    String[] arguments = RuntimeProcess.arguments(port, set).toArray(String[]::new);
    var started =
        new RuntimeInThisJvm(application(arguments), URI.create("http://127.0.0.1:" + port));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !RuntimeProcess.intercomHealth(started).isEmpty());
    return started;
  }

  private static int freePort() {
    try {
      return FreePort.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Closeable application(String[] arguments) {
    Thread thread = Thread.currentThread();
    ClassLoader ofTests = thread.getContextClassLoader();
    thread.setContextClassLoader(CLASS_PATH);
    try {
      return (Closeable)
          CLASS_PATH
              .loadClass(RuntimeProcess.MAIN)
              .getMethod("start", String[].class)
              .invoke(null, (Object) arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The runtime did not start", e);
    } finally {
      thread.setContextClassLoader(ofTests);
    }
  }

  private static ClassLoader classPath() {
    try {
      var classPath =
          new URLClassLoader(
              Stream.concat(
                      Stream.of(RuntimeProcess.CLASSES, RuntimeProcess.PLUGIN),
                      Stream.of(RuntimeProcess.camundasJars().split(File.pathSeparator, -1))
                          .map(Path::of))
                  .map(RuntimeInThisJvm::url)
                  .toArray(URL[]::new),
              ClassLoader.getPlatformClassLoader());
      // A JVM takes one such factory only, and the worker in this JVM has a Tomcat of its own.
      classPath
          .loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
          .getMethod("disable")
          .invoke(null);
      return classPath;
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("The runtime's class path cannot be used", e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    try {
      application.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

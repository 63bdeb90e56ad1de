package dev.intercomconnector.testengine.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program beside this JVM, which ends with it. What it prints goes to a file. Signals go to this
 * one process, by its id; suspending needs a POSIX shell.
 */
public final class ChildProcess implements AutoCloseable {

  /** What else is set in our environment is about another installation. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SystemRoot");

  private final Process process;
  private final Path log;
  private final Thread atOurEnd;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atOurEnd = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atOurEnd);
  }

  /**
   * Starts a program.
   *
   * @param environment all that it sees beside the path, the home directory and the language
   * @param log gets what it prints, after what is there already
   */
  public static ChildProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    Path folder = log.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start(), log);
  }

  /** The program {@code java} that runs this JVM. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has printed. */
  public String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: it ends where it stands. Returns once it has. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: it is asked to end, and killed when it has not after that time. */
  public void terminate(Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    awaitEnd();
  }

  /** SIGSTOP: it stands still, keeps its connections and notices nothing. */
  public void suspend() {
    signal("STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public void resume() {
    signal("CONT");
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    kill();
  }

  private void signal(String name) {
    if (!process.isAlive()) {
      throw new IllegalStateException("process %d has ended".formatted(pid()));
    }
    try {
      // The shell's own kill: a program of that name is not everywhere.
      int refused =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start()
              .waitFor();
      if (refused != 0) {
        throw new IllegalStateException("process %d does not take %s".formatted(pid(), name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(atOurEnd);
    } catch (IllegalStateException ending) {
      // This JVM is ending, and the hook has run or will.
      return;
    }
  }
}

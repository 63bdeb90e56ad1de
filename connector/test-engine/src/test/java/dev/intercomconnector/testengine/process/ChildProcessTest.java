package dev.intercomconnector.testengine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private ChildProcess shell(String script, Map<String, String> environment) throws IOException {
    return ChildProcess.start(List.of("sh", "-c", script), environment, folder.resolve("log"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSuspendedProcessStandsStillUntilItIsResumed() throws IOException {
    Path beats = folder.resolve("beats");
    String script = "while true; do echo beat >> '" + beats + "'; sleep 0.02; done";
    try (ChildProcess process = shell(script, Map.of())) {
      await().atMost(PATIENCE).until(() -> Files.exists(beats));

      process.suspend();

      await().atMost(PATIENCE).until(() -> state(process.pid()) == 'T');
      long still = Files.size(beats);
      process.resume();
      await().atMost(PATIENCE).until(() -> Files.size(beats) > still);
    }
  }

  @Test
  void killEndsItAtOnceEvenWhileItIsSuspended() throws IOException {
    ChildProcess process = shell("trap '' TERM; while true; do sleep 0.02; done", Map.of());
    process.suspend();

    process.kill();

    assertThat(process.isAlive()).isFalse();
    assertThatThrownBy(process::suspend).hasMessageContaining("has ended");
  }

  @Test
  void itSeesOnlyTheEnvironmentItIsGivenAndWhatItPrintsIsKept() throws IOException {
    try (ChildProcess process = shell("env", Map.of("INTERCOM_REGION", "eu"))) {
      await().atMost(PATIENCE).until(() -> !process.isAlive());

      assertThat(process.printed()).contains("INTERCOM_REGION=eu").doesNotContain("JAVA_HOME=");
    }
  }

  @Test
  void whoWaitsForAProgramThatHasEndedIsToldItsLastWords() throws IOException {
    try (ChildProcess process = shell("echo no such file; exit 1", Map.of())) {
      assertThatThrownBy(
              () -> Readiness.await(process, URI.create("http://127.0.0.1:1/"), PATIENCE))
          .hasMessageContaining("ended")
          .hasMessageContaining("no such file");
    }
  }

  /** As Linux has it: T while suspended. */
  private static char state(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }
}

package dev.intercomconnector.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the page in Chromium, by the tests in {@code src/test/page}. With the system property
 * {@code page.pictures} they leave their pictures of it in that folder.
 */
class PageInBrowserTest {
  private static final Path PLAYWRIGHT =
      Path.of("../../element-templates/tests/node_modules/playwright-core");
  private static final List<String> CHROMIUM =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  @Test
  @Timeout(600)
  void a_person_starts_a_process_answers_as_the_contact_and_sees_it_end(@TempDir Path elsewhere)
      throws Exception {
    require(isOnPath(List.of("node")), "Node is not on the PATH");
    require(
        System.getenv("CHROMIUM") != null || isOnPath(CHROMIUM),
        "There is no Chromium on the PATH and none is named in CHROMIUM");
    require(
        Files.isDirectory(PLAYWRIGHT),
        "Nobody has run npm ci in element-templates/tests, as verify does");
    Process quickstart =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquickstart.serve=true",
                "-classpath",
                System.getProperty("java.class.path"),
                Quickstart.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      BufferedReader printed = quickstart.inputReader(UTF_8);
      String url = pageIn(printed);
      Thread.ofVirtual().start(() -> printed.lines().forEach(line -> {}));

      Process tests = tests(url, System.getProperty("page.pictures", elsewhere.toString()));

      String told = new String(tests.getInputStream().readAllBytes(), UTF_8);
      System.out.println(told);
      assertThat(tests.waitFor()).as(told).isZero();
    } finally {
      quickstart.destroy();
      if (!quickstart.waitFor(30, TimeUnit.SECONDS)) {
        quickstart.destroyForcibly();
      }
    }
  }

  private static Process tests(String url, String pictures) throws IOException {
    ProcessBuilder tests =
        new ProcessBuilder("node", "--test", "--test-reporter=spec", "src/test/page/")
            .redirectErrorStream(true);
    tests.environment().put("QUICKSTART_URL", url);
    tests.environment().put("QUICKSTART_PICTURES", pictures);
    return tests.start();
  }

  private static String pageIn(BufferedReader printed) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      if (line.startsWith("Open this page")) {
        return printed.readLine().strip();
      }
      before.append(line).append('\n');
    }
    return Assertions.fail("The quick start ended before it named its page:\n" + before);
  }

  /** Leaves the test out, with a notice; on a build server what is missing is a mistake. */
  private static void require(boolean there, String missing) {
    if (there) {
      return;
    }
    String notice = missing + ": the page of the quick start was NOT tested.";
    if (System.getenv("CI") != null) {
      Assertions.fail(notice);
    }
    System.out.println(notice);
    Assumptions.abort(notice);
  }

  private static boolean isOnPath(List<String> names) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> names.stream().anyMatch(name -> isProgram(Path.of(folder, name))));
  }

  private static boolean isProgram(Path file) {
    return Files.isExecutable(file) || Files.isExecutable(Path.of(file + ".exe"));
  }
}

package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** The one jar of the plugin can stand beside any other on a class path. */
class PluginJarIT {

  @Test
  void bringsNoClassOfAnybodyElseUnderItsOwnName() throws IOException {
    List<String> foreign =
        files().stream().filter(name -> !name.startsWith("dev/intercomconnector/")).toList();

    assertThat(foreign)
        .containsExactlyInAnyOrder(
            "META-INF/LICENSE",
            "META-INF/MANIFEST.MF",
            "META-INF/jsoup/LICENSE",
            "META-INF/services/io.camunda.connector.api.outbound.OutboundConnectorFunction",
            "META-INF/spring-configuration-metadata.json",
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
  }

  @Test
  void bringsWhatItNeedsAndNothingOfTheForms() throws IOException {
    assertThat(files())
        .contains(
            "dev/intercomconnector/relocated/okhttp3/OkHttpClient.class",
            "dev/intercomconnector/relocated/okio/Buffer.class",
            "dev/intercomconnector/relocated/kotlin/Unit.class",
            "dev/intercomconnector/relocated/caffeine/cache/Cache.class",
            "dev/intercomconnector/plugin/IntercomPluginAutoConfiguration.class")
        .noneMatch(name -> name.startsWith("dev/intercomconnector/template/"))
        .noneMatch(name -> name.contains("module-info"));
  }

  @Test
  void needsNothingThatTheRuntimeDoesNotBring() throws IOException {
    var found = new StringWriter();
    int status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(found),
                new PrintWriter(found),
                "--missing-deps",
                "--ignore-missing-deps",
                "--multi-release",
                "21",
                "--class-path",
                RuntimeProcess.camundasJars(),
                RuntimeProcess.PLUGIN.toString());

    assertThat(status).as(found.toString()).isZero();
    assertThat(found.toString().lines())
        .filteredOn(line -> line.startsWith("   dev.intercomconnector."))
        .filteredOn(line -> !line.contains("intercomconnector.relocated."))
        // Only for tools that read the source.
        .filteredOn(line -> !line.contains("org.jspecify.annotations."))
        .isEmpty();
  }

  private static List<String> files() throws IOException {
    try (var jar = new JarFile(RuntimeProcess.PLUGIN.toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .toList();
    }
  }
}

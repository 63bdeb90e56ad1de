package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The one jar of the plugin can stand beside any other on a class path. */
class PluginJarIT {

  @Test
  void bringsNoClassOfAnybodyElseUnderItsOwnName() throws IOException {
    List<String> foreign =
        files().stream().filter(name -> !name.startsWith("dev/intercomconnector/")).toList();

    assertThat(foreign)
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "META-INF/jsoup/LICENSE",
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
            "dev/intercomconnector/plugin/IntercomPluginAutoConfiguration.class")
        .noneMatch(name -> name.startsWith("dev/intercomconnector/template/"))
        .noneMatch(name -> name.contains("module-info"));
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

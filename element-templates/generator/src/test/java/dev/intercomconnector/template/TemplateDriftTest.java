package dev.intercomconnector.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateDriftTest {

  private static final Path FOLDER = Path.of("..");

  static Stream<String> files() {
    return Templates.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theFileIsWhatTheCodeSays(String file) throws IOException {
    assertThat(Files.readString(FOLDER.resolve(file)))
        .as("Run ./mvnw -Ptemplates, and raise the version if the one before was released.")
        .isEqualTo(Templates.print(TemplateFields.of(file).template()));
  }

  @Test
  void thereIsNoTemplateThatTheCodeDoesNotKnow() throws IOException {
    try (Stream<Path> found =
        Stream.of(FOLDER, FOLDER.resolve("hybrid")).flatMap(TemplateDriftTest::jsonIn)) {
      assertThat(found.map(file -> FOLDER.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(files().toList());
    }
  }

  @Test
  void whatWasReleasedStaysAsItWas() throws IOException {
    assertThat(new ReleasedTemplates(FOLDER).problems(Templates.all())).isEmpty();
  }

  private static Stream<Path> jsonIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> json = files.filter(file -> file.toString().endsWith(".json")).toList();
      return json.stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

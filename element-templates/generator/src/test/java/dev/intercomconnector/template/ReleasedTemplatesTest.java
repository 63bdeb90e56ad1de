package dev.intercomconnector.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasedTemplatesTest {

  @TempDir Path folder;
  private ReleasedTemplates released;

  @BeforeEach
  void nothingIsReleased() {
    released = new ReleasedTemplates(folder);
  }

  @Test
  void aTemplateThatIsNotReleasedMayChange() throws IOException {
    assertThat(released.problems(template(1, "any"))).isEmpty();
  }

  @Test
  void aReleasedVersionIsKept() throws IOException {
    released.freeze(template(1, "first"));

    assertThat(folder.resolve("versioned/hello-1.json")).exists();
    assertThat(released.problems(template(1, "first"))).isEmpty();
    assertThat(released.problems(template(2, "second"))).isEmpty();
  }

  @Test
  void aReleasedVersionIsNotFrozenTwice() throws IOException {
    released.freeze(template(1, "first"));

    assertThat(released.freeze(template(1, "changed"))).isEmpty();
    assertThat(released.problems(template(1, "first"))).isEmpty();
  }

  @Test
  void aChangeToAReleasedVersionIsNoticed() throws IOException {
    released.freeze(template(1, "first"));

    assertThat(released.problems(template(1, "changed")))
        .singleElement()
        .asString()
        .contains("needs the next version");
  }

  @Test
  void anEditedCopyIsNoticed() throws IOException {
    released.freeze(template(1, "first"));
    Files.writeString(folder.resolve("versioned/hello-1.json"), "{}");

    assertThat(released.problems(template(2, "second"))).hasSize(1);
  }

  @Test
  void aMissingCopyIsNoticed() throws IOException {
    assertThat(released.problems(template(2, "second")))
        .containsExactly("version 1 of hybrid/hello.json is not in versioned/");
  }

  private static Map<String, ObjectNode> template(int version, String name) {
    return Map.of(
        "hybrid/hello.json",
        JsonNodeFactory.instance.objectNode().put("name", name).put("version", version));
  }
}

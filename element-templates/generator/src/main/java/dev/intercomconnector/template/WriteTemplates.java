package dev.intercomconnector.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program behind {@code ./mvnw -Ptemplates}. */
public final class WriteTemplates {

  private WriteTemplates() {}

  /**
   * Writes every template to its file.
   *
   * @param arguments the folder {@code element-templates}, and {@code release} to also freeze the
   *     versions that are about to be released
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (var template : Templates.all().entrySet()) {
      Path file = folder.resolve(template.getKey());
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, Templates.print(template.getValue()));
      System.out.println("Wrote " + template.getKey());
    }
    if (arguments.length > 1 && arguments[1].equals("release")) {
      for (Path frozen : new ReleasedTemplates(folder).freeze(Templates.all())) {
        System.out.println("Froze " + folder.relativize(frozen));
      }
    }
  }
}

package dev.intercomconnector.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The copies in {@code versioned/} of every template version that was ever released, from which a
 * modeler knows the tasks of diagrams drawn long ago. A diagram names a template by id and version,
 * so that a released version must never change: {@code versioned/SHA256SUMS} notes what each was.
 */
record ReleasedTemplates(Path folder) {

  private static final String SUMS = "SHA256SUMS";

  /**
   * Copies each template's present version, unless it was released before.
   *
   * @return the new copies
   */
  List<Path> freeze(Map<String, ObjectNode> templates) throws IOException {
    Files.createDirectories(versioned());
    List<Path> frozen = new ArrayList<>();
    for (var template : templates.entrySet()) {
      Path copy = copyOf(template.getKey(), template.getValue().path("version").asInt());
      if (!Files.exists(copy)) {
        Files.writeString(copy, Templates.print(template.getValue()));
        frozen.add(copy);
      }
    }
    if (!frozen.isEmpty()) {
      Map<String, String> sums = notedSums();
      for (Path copy : frozen) {
        sums.put(nameOf(copy), sum(copy));
      }
      List<String> lines = new ArrayList<>();
      sums.forEach((name, sum) -> lines.add(sum + "  " + name));
      Files.write(versioned().resolve(SUMS), lines);
    }
    return frozen;
  }

  /** What is wrong, a sentence each: a release that changed or is missing. */
  List<String> problems(Map<String, ObjectNode> templates) throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, String> noted = notedSums();
    Map<String, String> actual = new TreeMap<>();
    for (Path copy : copies()) {
      actual.put(nameOf(copy), sum(copy));
    }
    if (!noted.equals(actual)) {
      problems.add("versioned/ was released as %s and is now %s".formatted(noted, actual));
    }
    for (var template : templates.entrySet()) {
      int version = template.getValue().path("version").asInt();
      for (int older = 1; older < version; older++) {
        if (!Files.exists(copyOf(template.getKey(), older))) {
          problems.add("version %d of %s is not in versioned/".formatted(older, template.getKey()));
        }
      }
      Path copy = copyOf(template.getKey(), version);
      if (Files.exists(copy)
          && !Files.readString(copy).equals(Templates.print(template.getValue()))) {
        problems.add(
            "version %d of %s is released: a change needs the next version"
                .formatted(version, template.getKey()));
      }
    }
    return problems;
  }

  private Path versioned() {
    return folder.resolve("versioned");
  }

  private Path copyOf(String file, int version) {
    String name = Path.of(file).getFileName().toString().replace(".json", "-" + version + ".json");
    return versioned().resolve(name);
  }

  private List<Path> copies() throws IOException {
    if (!Files.isDirectory(versioned())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(versioned())) {
      return files.filter(file -> nameOf(file).endsWith(".json")).toList();
    }
  }

  private Map<String, String> notedSums() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    Path file = versioned().resolve(SUMS);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        sums.put(line.substring(line.indexOf("  ") + 2), line.substring(0, line.indexOf("  ")));
      }
    }
    return sums;
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private static String sum(Path file) throws IOException {
    try {
      byte[] text = Files.readString(file).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

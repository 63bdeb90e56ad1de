package dev.intercomconnector.quickstart.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README and the pages in docs as data. An HTML comment before a fenced block or a table names
 * it, such as {@code <!-- error codes -->}; several may share a name.
 *
 * @param folder the project's
 * @param pages the README first
 */
record Readme(Path folder, List<Page> pages) {

  /** One Markdown file. */
  record Page(Path file, String text) {

    /** Where the page's links and pictures lead. */
    List<String> links() {
      return found(LINK.matcher(text).results().toList());
    }

    /** The anchors of the page's headings, as GitHub makes them. */
    List<String> anchors() {
      return text.lines()
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
          .toList();
    }
  }

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Reads the README of the project that the working directory is in. */
  static Readme read() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IOException("There is no README.md above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    List<Page> pages = new ArrayList<>();
    pages.add(page(folder.resolve("README.md")));
    try (Stream<Path> files = Files.list(folder.resolve("docs"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".md")).sorted().toList()) {
        pages.add(page(file));
      }
    }
    return new Readme(folder, pages);
  }

  private static Page page(Path file) throws IOException {
    return new Page(file, Files.readString(file));
  }

  /** All pages, one after the other. */
  String text() {
    return pages.stream().map(Page::text).collect(Collectors.joining("\n"));
  }

  /** The contents of all fenced blocks of a name. */
  List<String> blocks(String name) {
    return found(
        Pattern.compile("<!-- " + Pattern.quote(name) + " -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL)
            .matcher(text())
            .results()
            .toList());
  }

  /** The rows of the table of a name, without its head; a row is the list of its cells. */
  List<List<String>> table(String name) {
    List<String> tables =
        found(
            Pattern.compile("<!-- " + Pattern.quote(name) + " -->\n((?:\\|.*\n)+)")
                .matcher(text())
                .results()
                .toList());
    return tables.stream()
        .flatMap(table -> table.lines().skip(2))
        .map(row -> List.of(row.replaceAll("^\\| ?| ?\\|$", "").split(" \\|", -1)))
        .toList();
  }

  /** The code words in the first cells of a table, in order. */
  List<String> names(String table) {
    return table(table).stream().flatMap(row -> codes(row.getFirst()).stream()).toList();
  }

  /** What a text shows in backticks. */
  static List<String> codes(String text) {
    return found(CODE.matcher(text).results().toList());
  }

  private static List<String> found(List<MatchResult> matches) {
    List<String> texts = new ArrayList<>();
    for (MatchResult match : matches) {
      texts.add(match.group(1));
    }
    return texts;
  }
}

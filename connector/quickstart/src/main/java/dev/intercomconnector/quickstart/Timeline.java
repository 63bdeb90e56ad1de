package dev.intercomconnector.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sets lines out in columns: seconds since a start, what, and the detail. */
final class Timeline {
  private final Instant start;

  /**
   * A timeline from that moment on.
   *
   * @param start what the seconds are counted from
   */
  Timeline(Instant start) {
    this.start = start;
  }

  /** A block with a heading and its lines in order of time; it ends with a line end. */
  String block(String heading, List<TimelineLine> lines) {
    int width = lines.stream().mapToInt(line -> line.what().length()).max().orElse(0);
    return lines.stream()
        .sorted(Comparator.comparing(TimelineLine::time))
        .map(line -> row(line, width))
        .collect(Collectors.joining("\n", heading + "\n", "\n"));
  }

  private String row(TimelineLine line, int width) {
    double seconds = Math.max(0, Duration.between(start, line.time()).toMillis()) / 1_000.0;
    String what = line.what() + " ".repeat(width - line.what().length());
    return String.format(Locale.ROOT, "%8.2f s  %s  %s", seconds, what, line.detail())
        .stripTrailing();
  }
}

package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.testengine.EngineEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the reference's table of what a task's headers do.
 *
 * @param after what has come of the task's work
 * @param header and its value
 * @param job what becomes of the job
 * @param inCamundas what becomes of it in Camunda's own connectors, where that is something else
 */
public record HeaderRow(String after, String header, String job, String inCamundas) {

  private static final Pattern TABLE =
      Pattern.compile("<!-- headers at work -->\n.*\n.*\n((?:\\|.*\n)+)");
  private static final Pattern HEADER = Pattern.compile("`(\\w+)` `(.*)`");
  private static final Pattern COMPLETES =
      Pattern.compile("completes(?:: `(\\w+)(.*)` is `(.*)`)?");
  private static final Pattern THROWS = Pattern.compile("throws `(\\w+)`");
  private static final Pattern INCIDENT =
      Pattern.compile("is an incident(?:: `(.*?)`(, and nothing is done)?)?");
  private static final Pattern FAILS =
      Pattern.compile(
          "fails: (\\d) retries left, (?:no pause|pause (about )?`(\\w+)`(?:, the shortest)?)");

  /** All rows. */
  public static List<HeaderRow> all() throws IOException {
    Matcher table = TABLE.matcher(Files.readString(Path.of("../../docs/reference.md")));
    assertThat(table.find()).isTrue();
    return table
        .group(1)
        .lines()
        .map(line -> line.split("\\|", -1))
        .map(
            cells ->
                new HeaderRow(
                    cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()))
        .toList();
  }

  /** Name and value, or nothing. */
  public String[] headers() {
    if (header.equals("none")) {
      return new String[0];
    }
    Matcher one = HEADER.matcher(header);
    assertThat(one.matches()).as(header).isTrue();
    return new String[] {one.group(1), one.group(2)};
  }

  /**
   * Waits until the job of an instance has ended so.
   *
   * @param end as a cell of the table says it
   */
  public static void assertEnd(Workplace workplace, long instance, String end) {
    Matcher completes = COMPLETES.matcher(end);
    Matcher throwsError = THROWS.matcher(end);
    Matcher incident = INCIDENT.matcher(end);
    Matcher fails = FAILS.matcher(end);
    if (completes.matches()) {
      workplace.awaitEnd(instance, "done");
      if (completes.group(1) != null) {
        assertThat(
                workplace
                    .variable(instance, completes.group(1))
                    .at(completes.group(2).replace('.', '/'))
                    .toString())
            .isEqualTo(completes.group(3));
      }
    } else if (throwsError.matches()) {
      assertThat(workplace.awaitBpmnError(instance).code()).isEqualTo(throwsError.group(1));
      workplace.awaitEnd(instance, "caught");
    } else if (incident.matches()) {
      String message = incident.group(1) == null ? "" : incident.group(1);
      assertThat(workplace.awaitIncident(instance).message()).startsWith(message);
    } else {
      assertThat(fails.matches()).as(end).isTrue();
      Duration pause = fails.group(3) == null ? Duration.ZERO : Duration.parse(fails.group(3));
      workplace.awaitFailure(instance);
      // Without a pause, others have followed already.
      var failed =
          workplace.history(instance).stream()
              .filter(EngineEvent.JobFailed.class::isInstance)
              .map(EngineEvent.JobFailed.class::cast)
              .findFirst()
              .orElseThrow();
      assertThat(failed.retriesLeft()).isEqualTo(Integer.parseInt(fails.group(1)));
      assertThat(failed.backoff())
          .isBetween(fails.group(2) == null ? pause : pause.multipliedBy(3).dividedBy(4), pause);
    }
  }
}

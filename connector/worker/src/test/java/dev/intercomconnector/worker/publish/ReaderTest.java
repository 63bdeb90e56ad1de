package dev.intercomconnector.worker.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.intercomconnector.waiting.SweepInterval;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.job.ScriptedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReaderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Publishing publishing = new Publishing();
  private final ScriptedEngine engine = new ScriptedEngine();
  private Reader reader = reader(Publishing.NOW);

  private Reader reader(Instant cursor) {
    Instant now = publishing.time.instant();
    var job =
        new Job(
            1,
            2,
            3,
            3,
            new Job.Task(Readers.TYPE, "read", "", false, Map.of()),
            new Job.Lease(now, now.plus(Reader.LEASE)),
            MissingNode.getInstance());
    return new Reader(
        job,
        publishing.workspace,
        cursor,
        publishing.publisher,
        engine,
        new JobEndSender(engine, new ObjectMapper(), publishing.time, publishing.time),
        new SweepInterval(Duration.ofMillis(1), Duration.ofMillis(1)),
        publishing.time,
        pause -> Thread.sleep(1));
  }

  @AfterEach
  void stop() {
    reader.lose("the test is over");
    publishing.close();
  }

  private Instant savedCursor() {
    return engine.sent().reversed().stream()
        .filter(sent -> sent.command().equals("setLocal"))
        .map(sent -> (Map<?, ?>) sent.variables().get(Reader.VARIABLE))
        .map(value -> Instant.parse((String) value.get(Reader.READ_TO)))
        .findFirst()
        .orElse(Publishing.NOW);
  }

  /** Time passes, the lease is renewed, and the workspace is read all the while. */
  private void pass(Duration time) {
    Instant until = publishing.time.instant().plus(time);
    while (publishing.time.instant().isBefore(until)) {
      publishing.time.advance(Duration.ofSeconds(20));
      reader.keep();
    }
  }

  @Test
  void theCursorPassesOnlyWhatTheEngineHasAcknowledged() {
    reader.start();
    pass(Duration.ofMinutes(10));
    publishing.engine(Effect.UNANSWERED);
    publishing.intercom.reply("c", "yes");
    Instant replied = publishing.time.instant();
    await().atMost(PATIENCE).until(() -> publishing.owed() == 1);

    pass(Duration.ofHours(1));
    assertThat(savedCursor()).isBefore(replied).isAfter(replied.minus(Duration.ofMinutes(10)));
    publishing.engine(Effect.TAKEN);

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              pass(Duration.ofMinutes(1));
              return savedCursor().isAfter(replied);
            });
    assertThat(publishing.replies()).containsExactly("mc");
  }

  @Test
  void anotherReaderGoesOnFromTheCursor() {
    reader.start();
    pass(Duration.ofMinutes(20));
    reader.lose("killed");
    publishing.intercom.replies("c", 36);
    publishing.time.advance(Duration.ofHours(5));

    reader = reader(savedCursor());
    reader.start();

    await().atMost(PATIENCE).until(() -> publishing.replies().size() == 36);
    assertThat(publishing.replies()).doesNotHaveDuplicates();
  }

  @Test
  void whoCouldNotRenewTheLeaseInTimeReadsNoLonger() {
    engine.answer(Effect.UNANSWERED, Effect.TURNED_AWAY);
    reader.start();

    publishing.time.advance(Duration.ofSeconds(10));
    reader.keep();
    publishing.time.advance(Duration.ofSeconds(10));
    reader.keep();
    assertThat(reader.hasEnded()).isFalse();
    publishing.time.advance(Duration.ofSeconds(11));
    reader.keep();

    assertThat(reader.hasEnded()).isTrue();
  }

  @Test
  void aCancelledInstanceIsReadNoLonger() {
    engine.answer(Effect.GONE);
    reader.start();

    reader.keep();

    assertThat(reader.hasEnded()).isTrue();
  }

  @Test
  void aRefusedTokenIsAnIncidentThatSaysWhatToDo() {
    publishing.intercom.refuseToken();

    reader.start();

    await().atMost(PATIENCE).until(() -> engine.commands().contains("fail"));
    assertThat(engine.sent().getLast().detail())
        .startsWith("retries=0 ")
        .contains("INTERCOM_UNAUTHORIZED")
        .contains("Nothing is published for workspace 'default' until then.")
        .contains("retry this incident: it goes on where it stopped");
    assertThat(reader.hasEnded()).isTrue();
  }

  @Test
  void whoStopsHandsTheJobBackWithItsCursor() {
    reader.start();
    await().atMost(PATIENCE).until(() -> !Double.isNaN(reader.secondsSinceGoodRead()));
    publishing.time.advance(Duration.ofSeconds(1));

    reader.handBack();

    assertThat(engine.sent().getLast().command()).isEqualTo("updateTimeout");
    assertThat(engine.sent().getLast().detail()).isEqualTo("PT0.01S");
    assertThat(reader.hasEnded()).isTrue();
  }
}

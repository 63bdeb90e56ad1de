package dev.intercomconnector.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobEndSenderTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final Map<String, Object> SENT = Map.of("intercomSend", "sent 17");
  private static final KnownWork DONE = new KnownWork.Done(SENT, "message 17 was sent");
  private static final KnownWork NOT_EXECUTED =
      new KnownWork.NotExecuted(Map.of("intercomNotSent", "attempt-1"));

  private final SteppedTime time = new SteppedTime(NOW);
  private final ScriptedEngine engine = new ScriptedEngine();
  private final JobEndSender sender = new JobEndSender(engine, new ObjectMapper(), time, time);

  private static Job leasedFor(Duration left) {
    return new Job(
        1,
        2,
        3,
        3,
        new Job.Task("intercom-send-message", "Send", "<default>", false, Map.of()),
        new Job.Lease(NOW, NOW.plus(left)),
        MissingNode.getInstance());
  }

  private final Job job = leasedFor(Duration.ofMinutes(1));

  private static JobEnd complete() {
    return new JobEnd.Complete(Map.of("result", 1));
  }

  private static JobEnd retry(Duration backoff) {
    return new JobEnd.Retry(2, backoff, "try again", Map.of("intercomJob", 1));
  }

  private void send(JobEnd end, KnownWork known) {
    sender.send(job, new DeliveryEnd(end, known));
  }

  @Test
  void aRefusedCompletionOfDoneWorkIsFollowedByTheNoteThatItIsDone() {
    engine.answer(Effect.WRONG_STATE);

    send(complete(), DONE);

    assertThat(engine.commands()).containsExactly("complete", "setLocal");
    assertThat(engine.sent().getLast().variables()).isEqualTo(SENT);
  }

  @Test
  void aCompletionThatThisWorkerMayNotSendForNowIsRepeatedAndThenFollowedByTheNote() {
    engine.answer(Effect.NOT_ALLOWED).meanwhile(() -> time.advance(Duration.ofSeconds(71)));

    send(complete(), DONE);

    assertThat(engine.commands()).containsExactly("complete", "setLocal");
  }

  @Test
  void theNoteOfDoneWorkIsRepeatedUntilTheEngineTakesItAlsoAfterTheLease() {
    engine
        .answer(Effect.WRONG_STATE)
        .answer(Effect.UNANSWERED, Effect.NOT_ALLOWED, Effect.TURNED_AWAY, Effect.WRONG_STATE)
        .meanwhile(() -> time.advance(Duration.ofMinutes(10)));

    send(complete(), DONE);

    assertThat(engine.commands().stream().filter("setLocal"::equals)).hasSize(5);
  }

  @Test
  void aCompletionIsRepeatedWhileTheEngineIsBusy() {
    engine.answer(Effect.TURNED_AWAY, Effect.UNANSWERED);

    send(complete(), DONE);

    assertThat(engine.commands()).containsExactly("complete", "complete", "complete");
  }

  @Test
  void aResultThatIsTooLargeIsAnIncidentAtOnceAndTheWorkIsNotDoneAgain() {
    send(new JobEnd.Complete(Map.of("parts", "x".repeat(2_500_000))), DONE);

    assertThat(engine.commands()).containsExactly("setLocal", "fail");
    assertThat(engine.sent().getLast().detail())
        .startsWith("retries=0")
        .contains("The result has 2500012 bytes; the engine takes 1000000 at most.")
        .contains("The work is done (message 17 was sent) and is not done again.");
    assertThat(engine.sent().getLast().variables()).isEmpty();
  }

  @Test
  void aResultThatTheEngineWillNeverTakeIsAnIncidentAtOnce() {
    engine.answer(Effect.REFUSED);

    send(complete(), KnownWork.NOTHING);

    assertThat(engine.commands()).containsExactly("complete", "fail");
    assertThat(engine.sent().getLast().detail())
        .contains("INTERCOM_INVALID_REQUEST: The engine refuses the result: scripted REFUSED");
  }

  @Test
  void aFailCommandThatIsRefusedForItsVariablesIsRepeatedWithoutThem() {
    engine.answer(Effect.REFUSED);

    send(new JobEnd.Incident("too many recipients", Map.of("error", 1)), KnownWork.NOTHING);

    assertThat(engine.commands()).containsExactly("fail", "fail");
    assertThat(engine.sent().getLast().variables()).isEmpty();
    assertThat(engine.sent().getLast().detail()).contains("too many recipients");
  }

  @Test
  void longMessagesAndLongErrorVariablesAreCutBeforeTheyAreSent() {
    send(
        new JobEnd.Incident("m".repeat(2_000_000), Map.of("error", "e".repeat(2_000_000), "a", 1)),
        KnownWork.NOTHING);

    assertThat(engine.sent().getFirst().detail().length()).isLessThan(3_100);
    assertThat(engine.sent().getFirst().variables()).containsOnlyKeys("a");
  }

  @Test
  void whatWasNotExecutedIsNamedInTheFailCommandItself() {
    send(retry(Duration.ofSeconds(30)), NOT_EXECUTED);

    assertThat(engine.commands()).containsExactly("fail");
    assertThat(engine.sent().getFirst().variables())
        .containsEntry("intercomNotSent", "attempt-1")
        .doesNotContainKey("intercomSend");
  }

  @Test
  void whatWasNotExecutedIsNamedBeforeABpmnErrorWhichMayBringTheJobBack() {
    send(new JobEnd.BpmnError("CODE", "no", Map.of()), NOT_EXECUTED);

    assertThat(engine.commands()).containsExactly("setLocal", "throw");
  }

  @Test
  void whatWentWrongIsSetInTheProcessBeforeTheErrorIsThrown() {
    engine.answer(Effect.UNANSWERED);

    send(new JobEnd.BpmnError("CODE", "no", Map.of("error", 1, "more", 2)), KnownWork.NOTHING);

    assertThat(engine.commands()).containsExactly("setLocal", "throw");
    assertThat(engine.sent().getFirst().variables()).isEqualTo(Map.of("error", 1));
    assertThat(engine.sent().getLast().variables()).isEqualTo(Map.of("error", 1, "more", 2));
  }

  @Test
  void doneWorkIsNotedBeforeTheJobFails() {
    send(new JobEnd.Incident("the result expression is broken", Map.of()), DONE);

    assertThat(engine.commands()).containsExactly("setLocal", "fail");
  }

  @Test
  void nothingButCompletionsAndNotesOfDoneWorkAreSentWithTooLittleLeaseLeft() {
    Job late = leasedFor(Duration.ofSeconds(5));
    for (JobEnd end :
        List.of(
            retry(Duration.ofSeconds(30)),
            new JobEnd.Incident("no", Map.of()),
            new JobEnd.BpmnError("CODE", "no", Map.of()),
            new JobEnd.KeepWaiting(Map.of("intercomJob", 1)))) {
      sender.send(late, new DeliveryEnd(end, NOT_EXECUTED));
    }

    assertThat(engine.commands()).isEmpty();

    sender.send(late, new DeliveryEnd(complete(), DONE));
    assertThat(engine.commands()).containsExactly("complete");
  }

  @Test
  void aFailCommandWithoutAnswerIsNotRepeatedOnceTheJobMayBeOutAgain() {
    engine.answer(Effect.UNANSWERED).meanwhile(() -> time.advance(Duration.ofSeconds(8)));

    send(retry(Duration.ofSeconds(10)), NOT_EXECUTED);

    assertThat(engine.commands()).containsExactly("fail");
  }

  @Test
  void aJobIsGivenBackForTenSecondsAtLeastAndNeverWithoutRetries() {
    var end = new JobEnd.Retry(0, Duration.ZERO, "a pause", Map.of());

    assertThat(end.backoff()).isEqualTo(Duration.ofSeconds(10));
    assertThat(end.retries()).isEqualTo(1);
  }
}

package dev.intercomconnector.worker.job;

import dev.intercomconnector.worker.job.CommandAnswer.Effect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers commands as a test says, TAKEN where it says nothing, and remembers what was sent. */
public final class ScriptedEngine implements EngineCommands {

  /** One try of a command, by the name of its method. */
  public record Sent(String command, String detail, Map<String, Object> variables) {}

  private final List<Sent> sent = new ArrayList<>();
  private final Deque<CommandAnswer> answers = new ArrayDeque<>();
  private Runnable meanwhile = () -> {};

  /** The next answers, in this order. */
  public ScriptedEngine answer(Effect... effects) {
    for (Effect effect : effects) {
      answers.add(new CommandAnswer(effect, effect == Effect.TAKEN ? "" : "scripted " + effect));
    }
    return this;
  }

  /** What happens while each command is under way, such as time that passes. */
  public ScriptedEngine meanwhile(Runnable action) {
    meanwhile = action;
    return this;
  }

  public List<Sent> sent() {
    return sent;
  }

  public List<String> commands() {
    return sent.stream().map(Sent::command).toList();
  }

  private CommandAnswer note(String command, String detail, Map<String, Object> variables) {
    sent.add(new Sent(command, detail, variables));
    meanwhile.run();
    return answers.isEmpty() ? CommandAnswer.TAKEN : answers.remove();
  }

  @Override
  public CommandAnswer complete(long jobKey, Map<String, Object> variables) {
    return note("complete", "", variables);
  }

  @Override
  public CommandAnswer fail(
      long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables) {
    return note("fail", "retries=%d backoff=%s %s".formatted(retries, backoff, message), variables);
  }

  @Override
  public CommandAnswer throwBpmnError(
      long jobKey, String code, String message, Map<String, Object> variables) {
    return note("throw", code + " " + message, variables);
  }

  @Override
  public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
    return note("setLocal", "", variables);
  }

  @Override
  public CompletionStage<CommandAnswer> updateTimeout(long jobKey, Duration lease) {
    return CompletableFuture.completedFuture(note("updateTimeout", lease.toString(), Map.of()));
  }
}

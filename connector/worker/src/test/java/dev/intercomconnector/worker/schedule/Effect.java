package dev.intercomconnector.worker.schedule;

import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.worker.job.CommandAnswer;
import java.time.Duration;
import java.util.function.Supplier;

/** What a worker is about to do to the world outside it. */
sealed interface Effect {

  /**
   * A command to the engine.
   *
   * @param words for whoever reads the schedule
   * @param limit how long the worker waits for the answer
   * @param execution what the engine does when it executes the command, now or later
   */
  record Command(String words, String key, Duration limit, Supplier<CommandAnswer> execution)
      implements Effect {}

  /** A call to Intercom. */
  record Http(HttpRequest request, Duration limit) implements Effect {}

  /** A pause. */
  record Sleep(Duration pause) implements Effect {}
}

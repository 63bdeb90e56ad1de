package dev.intercomconnector.worker.publish;

import dev.intercomconnector.worker.job.CommandAnswer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's command about messages. Each call is one try. */
interface MessageCommands {

  /**
   * A message for the processes that wait for it.
   *
   * @param id while the engine holds a message, it takes no other one with its id
   * @param timeToLive how long it is kept for a process that does not wait yet
   * @param tenant null for the client's own
   */
  record Message(
      String name,
      String correlationKey,
      String id,
      Duration timeToLive,
      Map<String, Object> variables,
      @Nullable String tenant) {}

  /** A message that the engine holds already counts as taken. */
  CommandAnswer publish(Message message);
}

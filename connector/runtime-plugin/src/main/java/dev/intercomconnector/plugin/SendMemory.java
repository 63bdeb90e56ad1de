package dev.intercomconnector.plugin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of this runtime's last sends, by element instance. It keeps a job that comes again
 * from being sent twice, but it is gone with the process, and another runtime has its own.
 */
final class SendMemory {

  private static final int MOST = 10_000;

  /** How a send stands. */
  sealed interface Standing {

    /** Another delivery is at it. */
    record Begun() implements Standing {}

    /** Nobody can tell whether the message was sent. */
    record InDoubt(String attemptId) implements Standing {}

    /** Sent, with the task's result. */
    record Sent(Map<String, Object> result) implements Standing {}
  }

  private final Map<Long, Standing> byElementInstance =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Standing> eldest) {
          return size() > MOST;
        }
      };

  synchronized @Nullable Standing recall(long elementInstanceKey) {
    return byElementInstance.get(elementInstanceKey);
  }

  /**
   * Notes that a send begins.
   *
   * @param seen how it stood when it was decided to send
   * @return whether it still stands so; if not, nothing may be sent
   */
  synchronized boolean begin(long elementInstanceKey, @Nullable Standing seen) {
    if (!Objects.equals(recall(elementInstanceKey), seen)) {
      return false;
    }
    byElementInstance.put(elementInstanceKey, new Standing.Begun());
    return true;
  }

  /**
   * Notes how a send ended.
   *
   * @param standing null where it is known that nothing was sent
   */
  synchronized void end(long elementInstanceKey, @Nullable Standing standing) {
    if (standing == null) {
      byElementInstance.remove(elementInstanceKey);
    } else {
      byElementInstance.put(elementInstanceKey, standing);
    }
  }
}

package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The results of this worker's last sends, by attempt. It answers for a job that comes again
 * because its completion did not reach the engine in time.
 */
@Component
class SentMemory {

  private static final int MOST = 10_000;

  private final Map<String, JsonNode> results =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonNode> eldest) {
          return size() > MOST;
        }
      };

  synchronized void remember(String attemptId, JsonNode result) {
    results.put(attemptId, result);
  }

  /** Whether a message is known to be that of another attempt. */
  synchronized boolean isOfAnother(String messageId, String attemptId) {
    return results.entrySet().stream()
        .anyMatch(
            known ->
                known.getValue().path("messageId").asText().equals(messageId)
                    && !known.getKey().equals(attemptId));
  }

  synchronized @Nullable JsonNode recall(String attemptId) {
    return results.get(attemptId);
  }
}

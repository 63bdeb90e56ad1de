package dev.intercomconnector.worker.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this worker knows of its last sends, by attempt. It answers for a job that comes again
 * because its completion did not reach the engine.
 */
@Component
class RecentSends {

  private static final int MOST = 10_000;

  private final Cache<String, JsonNode> results = bounded();
  private final Cache<String, String> attemptOfMessage = bounded();
  private final Cache<String, Boolean> unknown = bounded();

  void sent(String attemptId, JsonNode result) {
    results.put(attemptId, result);
    attemptOfMessage.put(result.path("messageId").asText(), attemptId);
  }

  /** The send is over, and nobody knows whether the message was stored. */
  void outcomeUnknown(String attemptId) {
    unknown.put(attemptId, true);
  }

  @Nullable JsonNode result(String attemptId) {
    return results.getIfPresent(attemptId);
  }

  boolean isOver(String attemptId) {
    return unknown.getIfPresent(attemptId) != null;
  }

  /** Whether a message is known to be that of another attempt. */
  boolean isOfAnother(String messageId, String attemptId) {
    String known = attemptOfMessage.getIfPresent(messageId);
    return known != null && !known.equals(attemptId);
  }

  private static <V> Cache<String, V> bounded() {
    return Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  }
}

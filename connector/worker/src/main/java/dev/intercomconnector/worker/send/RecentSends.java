package dev.intercomconnector.worker.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this worker knows of its last sends. It answers for a job that comes again because its
 * completion did not reach the engine.
 */
@Component
class RecentSends {

  private static final int MOST = 10_000;

  private final Cache<Long, JsonNode> results = bounded();
  private final Cache<String, String> attemptOfMessage = bounded();
  private final Cache<String, Boolean> unknown = bounded();

  void sent(long jobKey, String attemptId, JsonNode result) {
    results.put(jobKey, result);
    attemptOfMessage.put(result.path("messageId").asText(), attemptId);
  }

  /** The send is over, and nobody knows whether the message was stored. */
  void outcomeUnknown(String attemptId) {
    unknown.put(attemptId, true);
  }

  /** By job: the marker of the attempt may have been overwritten by a late one. */
  @Nullable JsonNode result(long jobKey) {
    return results.getIfPresent(jobKey);
  }

  boolean isOver(String attemptId) {
    return unknown.getIfPresent(attemptId) != null;
  }

  /** Whether a message is known to be that of another attempt. */
  boolean isOfAnother(String messageId, String attemptId) {
    String known = attemptOfMessage.getIfPresent(messageId);
    return known != null && !known.equals(attemptId);
  }

  private static <K, V> Cache<K, V> bounded() {
    return Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  }
}

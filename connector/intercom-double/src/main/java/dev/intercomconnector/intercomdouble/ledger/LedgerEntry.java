package dev.intercomconnector.intercomdouble.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that arrived, and what became of it.
 *
 * @param sequence from 1, in order of arrival, never used twice
 * @param query the raw query, or null
 * @param headers those of interest, by their names in lower case; never Authorization
 * @param authorization whether there was an Authorization header
 * @param body parsed JSON, or the text of anything else, or null when none was read
 * @param status the status answered, or null when none was (yet)
 * @param fault the effect applied, or null when the request was served normally
 * @param stored the id of the message the request stored, or null
 */
public record LedgerEntry(
    long sequence,
    Instant time,
    String method,
    String path,
    @Nullable String query,
    Map<String, String> headers,
    boolean authorization,
    @Nullable JsonNode body,
    @Nullable Integer status,
    @Nullable String fault,
    @Nullable String stored) {

  LedgerEntry withBody(@Nullable JsonNode read) {
    return new LedgerEntry(
        sequence, time, method, path, query, headers, authorization, read, status, fault, stored);
  }

  LedgerEntry withStatus(int answered) {
    return new LedgerEntry(
        sequence, time, method, path, query, headers, authorization, body, answered, fault, stored);
  }

  LedgerEntry withFault(String applied) {
    return new LedgerEntry(
        sequence, time, method, path, query, headers, authorization, body, status, applied, stored);
  }

  LedgerEntry withStored(String messageId) {
    return new LedgerEntry(
        sequence,
        time,
        method,
        path,
        query,
        headers,
        authorization,
        body,
        status,
        fault,
        messageId);
  }
}

package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came off the wire.
 *
 * @param path without the query, still encoded
 * @param query decoded; of a repeated parameter the last
 * @param authorization the Authorization header
 * @param version the Intercom-Version header
 * @param body the parsed JSON; missing when there was none, null when it could not be parsed
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    @Nullable String authorization,
    @Nullable String version,
    @Nullable JsonNode body) {

  /** Whether the body was something else than JSON. */
  public boolean isMalformed() {
    return body == null;
  }

  /** The parsed body; a missing node when there is none. */
  public JsonNode json() {
    return body == null ? MissingNode.getInstance() : body;
  }
}

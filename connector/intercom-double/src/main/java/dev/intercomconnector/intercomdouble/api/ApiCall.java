package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.util.List;
import java.util.Map;

/**
 * An authenticated call of one endpoint.
 *
 * @param variables what stood in the variable places of the route, decoded, in order
 * @param body the parsed body; a missing node when there was none
 */
public record ApiCall(
    Workspace workspace,
    ServedVersion version,
    List<String> variables,
    Map<String, String> query,
    JsonNode body) {

  /** The only or first variable of the path. */
  public String id() {
    return variables.getFirst();
  }
}

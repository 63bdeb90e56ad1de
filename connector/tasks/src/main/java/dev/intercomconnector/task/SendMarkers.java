package dev.intercomconnector.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Where the job worker's marker of a begun send is, and whose it is. The runtime plugin writes
 * none, but must not send where one stands.
 */
public final class SendMarkers {

  /** A variable local to the element instance. */
  public static final String VARIABLE = "intercomSend";

  private SendMarkers() {}

  /**
   * The marker of this element instance. One that is inherited from a parent scope is another's.
   *
   * @return a missing node where there is none
   */
  public static JsonNode of(JsonNode variables, long elementInstanceKey) {
    JsonNode marker = variables.path(VARIABLE);
    return marker.path("elementInstanceKey").asLong() == elementInstanceKey
        ? marker
        : MissingNode.getInstance();
  }
}

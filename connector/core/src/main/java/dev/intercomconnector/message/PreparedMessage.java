package dev.intercomconnector.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message of which nothing is left to find out: the next step is the wire.
 *
 * @param door where it goes
 * @param request the body, exactly as it will be written
 * @param contactIds Intercom's ids of the contacts it is to or from, as far as they are known
 */
public record PreparedMessage(Door door, ObjectNode request, List<String> contactIds) {

  /** By which of Intercom's endpoints a message is created. */
  public enum Door {
    MESSAGES,
    CONVERSATIONS
  }
}

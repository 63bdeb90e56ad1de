package dev.intercomconnector.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of which nothing is left to find out: the next step is the request.
 *
 * @param endpoint where it goes
 * @param request the body, exactly as it will be written
 * @param contactIds Intercom's ids of the contacts it is to or from, as far as they are known
 * @param search finds the message in Intercom once it is sent; null where nothing can find it
 */
public record PreparedMessage(
    Endpoint endpoint,
    ObjectNode request,
    List<String> contactIds,
    @Nullable SentMessageSearch search) {

  /** By which of Intercom's endpoints a message is created. */
  public enum Endpoint {
    /** POST /messages. */
    MESSAGES,
    /** POST /conversations. */
    CONVERSATIONS
  }
}

package dev.intercomconnector.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that is ready to be sent: its people are looked up and its request is written.
 *
 * @param endpoint where it goes
 * @param request the body of the request
 * @param contactIds Intercom's ids of the contacts that receive or send it, as far as they are
 *     known
 * @param search finds the message in Intercom once it is sent; null where nothing can find it
 */
public record PreparedMessage(
    Endpoint endpoint,
    ObjectNode request,
    List<String> contactIds,
    @Nullable SentMessageSearch search) {

  /** Which of Intercom's endpoints creates the message. */
  public enum Endpoint {
    /** POST /messages. */
    MESSAGES,
    /** POST /conversations. */
    CONVERSATIONS
  }
}

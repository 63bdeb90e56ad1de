package dev.intercomconnector.message;

import dev.intercomconnector.intercom.SentMessage;
import java.util.List;

/**
 * A message that Intercom has taken.
 *
 * @param contactIds of {@link PreparedMessage#contactIds()}
 */
public record Sent(SentMessage message, List<String> contactIds) {}

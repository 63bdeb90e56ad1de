package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.time.Instant;

/**
 * A message as it arrived at the double.
 *
 * @param arrived when its request did
 */
record ArrivedMessage(Instant arrived, StoredMessage message) {}

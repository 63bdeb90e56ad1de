package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.workspace.Message;
import java.time.Instant;

/**
 * A message as it arrived at the double.
 *
 * @param arrived when its request did
 */
record Letter(Instant arrived, Message message) {}

package dev.intercomconnector.intercomdouble.workspace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * New ids in the shapes Intercom's have. Shared by all workspaces and never used twice, so that an
 * id taken from the wrong workspace, or from before a reset, finds nothing.
 */
public final class Ids {
  private final AtomicLong messages = new AtomicLong(403_918_330);
  private final AtomicLong conversations = new AtomicLong(499);
  private final AtomicLong parts = new AtomicLong(1);
  private final AtomicLong admins = new AtomicLong(991_267_500);
  private final AtomicLong contacts = new AtomicLong();

  String nextMessage() {
    return Long.toString(messages.getAndIncrement());
  }

  String nextConversation() {
    return Long.toString(conversations.getAndIncrement());
  }

  String nextPart() {
    return Long.toString(parts.getAndIncrement());
  }

  String nextAdmin() {
    return Long.toString(admins.getAndIncrement());
  }

  /** 24 hexadecimal digits: eight of the time in epoch seconds, sixteen of a counter. */
  String nextContact(long now) {
    return "%08x%016x"
        .formatted(now & 0xffff_ffffL, 0x1bb6_9f9f_2100_0000L + contacts.getAndIncrement());
  }
}

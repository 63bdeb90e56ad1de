package dev.intercomconnector.testengine.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports for servers that must be told theirs before they listen. */
public final class FreePort {
  private FreePort() {}

  /** A port of the loopback address that was free a moment ago; another process may take it. */
  public static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

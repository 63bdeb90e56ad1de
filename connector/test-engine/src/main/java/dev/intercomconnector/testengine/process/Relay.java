package dev.intercomconnector.testengine.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A network between two programs on this machine that can fail in two ways. While it is cut,
 * connections stand and nothing passes, as with a pulled cable: neither side is told, and what was
 * written by then arrives after the mending. While it refuses, nobody listens on its port.
 */
public final class Relay implements AutoCloseable {

  private static final int BACKLOG = 1_024;

  /**
   * While it refuses, no client may be given its port for a connection of its own: systems hand out
   * ports to clients from 32768 or 49152 on.
   */
  private static final int LOWEST_PORT = 20_000;

  private static final int PORTS = 12_000;

  private final InetSocketAddress server;
  private final InetSocketAddress here;
  private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Gate gate = new Gate();
  private @Nullable Listening listening;

  private Relay(InetSocketAddress server, InetSocketAddress here) {
    this.server = server;
    this.here = here;
  }

  private record Listening(ServerSocket socket, Thread accepting) {}

  /** Leads from a free port of the loopback address to that server, which is on it too. */
  public static Relay to(URI server) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    ServerSocket socket = listenBelowClients(loopback);
    Relay relay =
        new Relay(
            new InetSocketAddress(loopback, server.getPort()),
            new InetSocketAddress(loopback, socket.getLocalPort()));
    relay.accept(socket);
    return relay;
  }

  /** Where to connect instead of to the server. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + here.getPort());
  }

  /** Lets nothing pass from now on. */
  public void cut() {
    gate.shut();
  }

  /** Lets everything pass again. */
  public void mend() {
    gate.open();
  }

  /**
   * Refuses connections from now on, and ends those on which nothing is under way, so that new ones
   * are needed. A request that sets out in this very moment may be cut off.
   */
  public synchronized void refuse() throws IOException {
    if (listening != null) {
      listening.socket().close();
      // The port is free only once the thread that waited for a connection has let go of it.
      joinQuietly(listening.accepting());
      listening = null;
    }
    connections.stream().filter(RelayedConnection::isIdle).forEach(RelayedConnection::close);
  }

  /** Takes connections again. */
  public synchronized void accept() throws IOException {
    if (listening == null) {
      accept(listen(here));
    }
  }

  /** Ends all connections. */
  @Override
  public synchronized void close() throws IOException {
    refuse();
    connections.forEach(RelayedConnection::close);
    mend();
  }

  private synchronized void accept(ServerSocket socket) {
    listening = new Listening(socket, Thread.ofVirtual().start(() -> acceptAll(socket)));
  }

  private void acceptAll(ServerSocket socket) {
    try {
      while (true) {
        var connection = new RelayedConnection(socket.accept(), server, gate, connections::remove);
        connections.add(connection);
        Thread.ofVirtual().start(connection::relay);
      }
    } catch (IOException refusing) {
      // That is how it comes to refuse.
      return;
    }
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerSocket listenBelowClients(InetAddress loopback) throws IOException {
    for (int port = LOWEST_PORT + new Random().nextInt(PORTS / 2); ; port++) {
      try {
        return listen(new InetSocketAddress(loopback, port));
      } catch (BindException taken) {
        if (port == LOWEST_PORT + PORTS) {
          throw taken;
        }
      }
    }
  }

  private static ServerSocket listen(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(address, BACKLOG);
    return socket;
  }
}

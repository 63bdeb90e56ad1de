package dev.intercomconnector.trials.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the workers and Intercom: a relay that can refuse connections, as only a port
 * that nobody listens on does.
 */
final class Door implements AutoCloseable {

  private static final int BACKLOG = 1_024;

  /** Systems hand out ports to clients from 32768 or 49152 on. */
  private static final int LOWEST_PORT = 20_000;

  private static final int PORTS = 12_000;

  private final InetSocketAddress inside;
  private final InetSocketAddress outside;
  private final Map<Passage, Boolean> passages = new ConcurrentHashMap<>();
  private @Nullable ServerSocket listening;

  private Door(InetSocketAddress inside, InetSocketAddress outside, ServerSocket listening) {
    this.inside = inside;
    this.outside = outside;
    this.listening = listening;
  }

  /** Opens a door on a free port of the loopback address. */
  static Door before(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    ServerSocket listening = listenBelowClients(loopback);
    Door door =
        new Door(
            new InetSocketAddress(loopback, port),
            new InetSocketAddress(loopback, listening.getLocalPort()),
            listening);
    Thread.ofVirtual().start(() -> door.accept(listening));
    return door;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + outside.getPort();
  }

  /**
   * Refuses connections from now on, and ends those on which nothing is under way, so that new ones
   * are needed. A request that sets out in this very moment may be cut off.
   */
  synchronized void shut() throws IOException {
    if (listening != null) {
      listening.close();
      listening = null;
    }
    passages.keySet().stream().filter(Passage::isIdle).forEach(Passage::close);
  }

  synchronized void open() throws IOException {
    if (listening == null) {
      ServerSocket again = listen(outside);
      listening = again;
      Thread.ofVirtual().start(() -> accept(again));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    shut();
    passages.keySet().forEach(Passage::close);
  }

  /** While the door is shut, no client may be given its port for a connection of its own. */
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

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Passage passage = new Passage(server.accept());
        passages.put(passage, true);
        Thread.ofVirtual().start(passage::open);
      }
    } catch (IOException shut) {
      // That is how a door is shut.
      return;
    }
  }

  /** One connection, through to the other side. */
  private final class Passage {
    private final Socket client;
    private final Socket server = new Socket();
    private volatile boolean answered = true;

    Passage(Socket client) {
      this.client = client;
    }

    /** Whether the last that passed was an answer. */
    boolean isIdle() {
      return answered;
    }

    void open() {
      try {
        server.connect(inside);
        server.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> copy(server, client, true));
        copy(client, server, false);
      } catch (IOException e) {
        close();
      }
    }

    private void copy(Socket from, Socket to, boolean isAnswer) {
      byte[] buffer = new byte[16_384];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          answered = isAnswer;
          out.write(buffer, 0, read);
        }
      } catch (IOException ended) {
        // Either side hung up; so does the other.
        close();
      } finally {
        close();
      }
    }

    void close() {
      passages.remove(this);
      closeQuietly(client);
      closeQuietly(server);
    }

    private void closeQuietly(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone in any case.
        return;
      }
    }
  }
}

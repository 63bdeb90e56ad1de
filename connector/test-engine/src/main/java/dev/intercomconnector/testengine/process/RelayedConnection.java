package dev.intercomconnector.testengine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** One client's connection through a {@link Relay}. */
final class RelayedConnection {
  private final Socket client;
  private final Socket server = new Socket();
  private final InetSocketAddress address;
  private final Gate gate;
  private final Consumer<RelayedConnection> ended;
  private volatile boolean answered = true;

  RelayedConnection(
      Socket client, InetSocketAddress address, Gate gate, Consumer<RelayedConnection> ended) {
    this.client = client;
    this.address = address;
    this.gate = gate;
    this.ended = ended;
  }

  /** Whether the last that passed was an answer. */
  boolean isIdle() {
    return answered;
  }

  /** Returns when the client has hung up. */
  void relay() {
    try {
      server.connect(address);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> copy(server, client, true));
      copy(client, server, false);
    } catch (IOException refused) {
      close();
    }
  }

  void close() {
    ended.accept(this);
    hangUp(client);
    hangUp(server);
  }

  private void copy(Socket from, Socket to, boolean isAnswer) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        gate.awaitOpen();
        answered = isAnswer;
        out.write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException hungUp) {
      // Either side hung up; so does the other.
      close();
    } finally {
      close();
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      return;
    }
  }
}

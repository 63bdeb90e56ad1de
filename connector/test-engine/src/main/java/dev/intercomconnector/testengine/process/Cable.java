package dev.intercomconnector.testengine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network between two programs on this machine that can be cut. While it is, connections stand
 * and nothing passes, as with a pulled cable: neither side is told. What one side has written by
 * then arrives after the mending, even if that side has given up since.
 */
public final class Cable implements AutoCloseable {

  private static final int BACKLOG = 1_024;

  private final InetSocketAddress inside;
  private final ServerSocket outside;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private boolean cut;

  private Cable(InetSocketAddress inside, ServerSocket outside) {
    this.inside = inside;
    this.outside = outside;
  }

  /** Leads from a free port of the loopback address to that server, which is on it too. */
  public static Cable to(URI server) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    Cable cable =
        new Cable(
            new InetSocketAddress(loopback, server.getPort()),
            new ServerSocket(0, BACKLOG, loopback));
    Thread.ofVirtual().start(cable::accept);
    return cable;
  }

  /** Where to connect instead of to the server. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + outside.getLocalPort());
  }

  /** Lets nothing pass from now on. */
  public void cut() {
    lock.lock();
    try {
      cut = true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets everything pass again. */
  public void mend() {
    lock.lock();
    try {
      cut = false;
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    outside.close();
    sockets.forEach(Cable::hangUp);
    mend();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = outside.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    sockets.add(server);
    try {
      server.connect(inside);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
    } catch (IOException refused) {
      hangUp(client);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitMended();
        out.write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException ended) {
      // Either side hung up; so does the other.
      hangUp(to);
    } finally {
      sockets.remove(from);
      hangUp(from);
      hangUp(to);
    }
  }

  private void awaitMended() throws InterruptedException {
    lock.lock();
    try {
      while (cut) {
        mended.await();
      }
    } finally {
      lock.unlock();
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

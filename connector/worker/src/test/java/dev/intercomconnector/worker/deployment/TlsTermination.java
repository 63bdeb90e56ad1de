package dev.intercomconnector.worker.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** An ingress before an engine: takes HTTP/2 over TLS and passes it on in plain text. */
final class TlsTermination implements AutoCloseable {

  private final SSLServerSocket socket;
  private final int server;

  private TlsTermination(SSLServerSocket socket, int server) {
    this.socket = socket;
    this.server = server;
  }

  /** Leads from a free port of the loopback address to that server, which is on it too. */
  static TlsTermination before(URI server, SSLContext certificate) throws IOException {
    var socket =
        (SSLServerSocket)
            certificate
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    // gRPC insists on agreeing on it in the handshake.
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    var termination = new TlsTermination(socket, server.getPort());
    Thread.ofVirtual().start(termination::accept);
    return termination;
  }

  URI address() {
    return URI.create("https://localhost:" + socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> pass(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void pass(Socket client) {
    try (client;
        Socket inside = new Socket(InetAddress.getLoopbackAddress(), server)) {
      Thread.ofVirtual().start(() -> copy(inside, client));
      client.getInputStream().transferTo(inside.getOutputStream());
    } catch (IOException ended) {
      return;
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      return;
    }
  }
}

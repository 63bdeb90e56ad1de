package dev.intercomconnector.testengine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RelayTest {

  private static final int SHORT_MILLIS = 200;

  /** Is not answered. */
  private static final int SILENT = 0;

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final Relay relay = Relay.to(URI.create("http://127.0.0.1:" + server.getLocalPort()));

  private volatile int received = -1;

  RelayTest() throws IOException {
    Thread.ofVirtual().start(this::answerEachByteWithItsSuccessor);
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    server.close();
  }

  @Test
  void passesOnBothWays() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(2);
    }
  }

  @Test
  void whatIsWrittenWhileItIsCutArrivesAfterTheMending() throws IOException {
    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(2);
      relay.cut();
      client.setSoTimeout(SHORT_MILLIS);

      assertThatThrownBy(() -> ask(client, 5)).isInstanceOf(SocketTimeoutException.class);
      relay.mend();

      client.setSoTimeout(0);
      assertThat(client.getInputStream().read()).isEqualTo(6);
    }
  }

  @Test
  void nobodyListensOnItsPortUntilItAcceptsAgain() throws IOException {
    relay.refuse();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

    relay.accept();

    try (Socket client = connect()) {
      assertThat(ask(client, 1)).isEqualTo(2);
    }
  }

  @Test
  void refusingEndsWhatIsIdleAndLeavesWhatIsUnderWay() throws IOException {
    try (Socket idle = connect();
        Socket underWay = connect()) {
      ask(idle, 1);
      ask(underWay, 1);
      // Asked and held, so that it is not answered yet.
      underWay.getOutputStream().write(SILENT);
      awaitReceived(SILENT);

      relay.refuse();

      assertThat(readOrEnd(idle)).isEqualTo(-1);
      underWay.setSoTimeout(SHORT_MILLIS);
      assertThatThrownBy(() -> underWay.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private void awaitReceived(int value) {
    await().until(() -> received == value);
  }

  private static int readOrEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), relay.address().getPort());
  }

  private static int ask(Socket client, int question) throws IOException {
    client.getOutputStream().write(question);
    return client.getInputStream().read();
  }

  private void answerEachByteWithItsSuccessor() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void answer(Socket client) {
    try {
      for (int read = client.getInputStream().read();
          read >= 0;
          read = client.getInputStream().read()) {
        received = read;
        if (read != SILENT) {
          client.getOutputStream().write(read + 1);
        }
      }
    } catch (IOException closed) {
      return;
    }
  }
}

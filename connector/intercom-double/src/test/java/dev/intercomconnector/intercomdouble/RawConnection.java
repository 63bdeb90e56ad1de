package dev.intercomconnector.intercomdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** A plain connection, on which nothing retries and every byte counts. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  RawConnection(IntercomDouble intercom) throws IOException {
    URI base = URI.create(intercom.baseUrl());
    socket = new Socket(base.getHost(), base.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String method, String path, String json) throws IOException {
    byte[] body = json.replace('\'', '"').getBytes(UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: intercom\r\nAuthorization: Bearer "
            + DoubleSettings.TOKEN
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(UTF_8));
    all.writeBytes(body);
    socket.getOutputStream().write(all.toByteArray());
  }

  /** The status of the next answer, whose body is read and dropped. */
  int status() throws IOException {
    String head = head();
    in.readNBytes(contentLength(head));
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The lines up to the empty one; what there is of them when the connection ends. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** All that still comes until the other side closes. */
  byte[] rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (IOException reset) {
      // A reset ends a connection just as well.
    }
    return rest.toByteArray();
  }

  static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.valueOf(line.substring(line.indexOf(':') + 1).trim()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

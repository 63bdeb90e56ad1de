package dev.intercomconnector.quickstart;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercomdouble.control.ControlApi;
import dev.intercomconnector.intercomdouble.server.ControlHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The web page of a quick start that stays up, and everything it asks for, on one port of the
 * loopback address. The double's control API is there too, since a page may not read from the
 * double's own port.
 */
final class PageServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;

  private PageServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Opens the page on a free port.
   *
   * @throws IOException when there is no port to listen on
   */
  static PageServer open(Installation installation) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    StartHandler startDesk = new StartHandler(installation);
    Map<String, HttpHandler> handlers =
        Map.of(
            "/",
            new AssetsHandler(),
            ViewHandler.PATH,
            new ViewHandler(installation),
            StartHandler.ONBOARDINGS,
            startDesk,
            StartHandler.PROCESSES,
            startDesk,
            RetryHandler.INCIDENTS,
            new RetryHandler(installation),
            ControlApi.ROOT,
            new ControlHandler(new ControlApi(installation.intercom())));
    SameOrigin sameOrigin = new SameOrigin(server.getAddress().getPort());
    handlers.forEach(
        (path, handler) -> server.createContext(path, handler).getFilters().add(sameOrigin));
    server.start();
    return new PageServer(server, executor);
  }

  /** Where a browser finds the page, without a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}

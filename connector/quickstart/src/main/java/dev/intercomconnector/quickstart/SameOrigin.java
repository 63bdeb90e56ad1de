package dev.intercomconnector.quickstart;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Refuses what other web sites make a browser send here. Such a request names their origin, or, if
 * they let their own name point to this machine, their host.
 */
final class SameOrigin extends Filter {
  private final Set<String> hosts;

  /**
   * For a server on this port of the loopback address.
   *
   * @param port the server's
   */
  SameOrigin(int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  @Override
  public String description() {
    return "refuses other web sites' requests";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    if (isOwn(exchange)) {
      chain.doFilter(exchange);
      return;
    }
    try (exchange) {
      JsonAnswer.error(exchange, 403, "Only requests of this page's own origin are served");
    }
  }

  private boolean isOwn(HttpExchange exchange) {
    List<String> host = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    List<String> origin = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
    return !host.isEmpty()
        && hosts.containsAll(host)
        && origin.stream()
            .allMatch(one -> hosts.stream().map("http://"::concat).anyMatch(one::equals));
  }
}

package dev.intercomconnector.testengine;

import java.net.URI;

/**
 * A broker that runs already and goes on after the tests. What they deploy and start stays there.
 *
 * @param grpcAddress in plain text, without authentication
 */
public record RunningBroker(URI grpcAddress) implements Engine {

  @Override
  public void close() {}
}

package dev.intercomconnector.testengine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The broker that a person has for the tests: {@code -Dbroker.home} names an unpacked distribution,
 * which is started, {@code -Dbroker.address} the gRPC address of one that runs.
 */
public final class GivenBroker {

  private static final String HOME = "broker.home";
  private static final String ADDRESS = "broker.address";

  private GivenBroker() {}

  /**
   * Returns when it is ready.
   *
   * @param data of a broker that is started here; empty for a new one
   * @param log gets what a broker prints that is started here
   * @throws IllegalStateException when no broker is given, or it does not start
   */
  public static Engine open(Path data, Path log) throws IOException, InterruptedException {
    Optional<Engine> given = find(data, log);
    return given.orElseThrow(
        () ->
            new IllegalStateException(
                "No broker is given: set -Dbroker.home= to the folder of an unpacked Camunda 8"
                    + " distribution, or -Dbroker.address= to the gRPC address of a broker that"
                    + " runs, such as http://127.0.0.1:26500."));
  }

  /** The same, and empty when no broker is given. */
  public static Optional<Engine> find(Path data, Path log)
      throws IOException, InterruptedException {
    String home = System.getProperty(HOME, "");
    if (!home.isBlank()) {
      return Optional.of(BrokerProcess.start(Path.of(home), data, log));
    }
    String address = System.getProperty(ADDRESS, "");
    return address.isBlank()
        ? Optional.empty()
        : Optional.of(new RunningBroker(URI.create(address)));
  }
}

package dev.intercomconnector.testengine;

import dev.intercomconnector.testengine.process.ChildProcess;
import dev.intercomconnector.testengine.process.FreePort;
import dev.intercomconnector.testengine.process.Readiness;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Zeebe broker of one partition on free ports of the loopback address. It keeps its data and its
 * addresses when it is started again. Its gossip port alone listens on all interfaces, whatever it
 * is told.
 */
public final class BrokerProcess implements Engine {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration TO_STOP = Duration.ofSeconds(30);

  private final List<String> command;
  private final Map<String, String> environment;
  private final Ports ports;
  private final Path log;
  private ChildProcess process;

  private BrokerProcess(
      List<String> command, Map<String, String> environment, Ports ports, Path log)
      throws IOException {
    this.command = command;
    this.environment = environment;
    this.ports = ports;
    this.log = log;
    this.process = ChildProcess.start(command, environment, log);
  }

  private record Ports(int grpc, int rest, int management, int command, int gossip) {
    static Ports find() throws IOException {
      return new Ports(
          FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
    }
  }

  /**
   * Starts a broker and returns when it is ready, after about ten seconds.
   *
   * @param home an unpacked distribution; seen with Zeebe 8.6.0
   * @param data the broker's data; empty for a new one
   * @param log gets what it prints
   * @throws IllegalStateException with the last of its log, when it does not start
   */
  public static BrokerProcess start(Path home, Path data, Path log)
      throws IOException, InterruptedException {
    Ports ports = Ports.find();
    BrokerProcess broker =
        new BrokerProcess(command(home, data), environment(data, ports), ports, log);
    broker.awaitReady();
    return broker;
  }

  @Override
  public URI grpcAddress() {
    return address(ports.grpc());
  }

  /** Ends it where it stands, as a power cut does. */
  public void kill() {
    process.kill();
  }

  /** Ends it in order. */
  public void stop() {
    process.terminate(TO_STOP);
  }

  /** Starts it again after {@link #kill} or {@link #stop} and returns when it is ready. */
  public void startAgain() throws IOException, InterruptedException {
    if (process.isAlive()) {
      throw new IllegalStateException("the broker still runs");
    }
    process = ChildProcess.start(command, environment, log);
    awaitReady();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.close();
  }

  private void awaitReady() throws InterruptedException {
    try {
      Readiness.await(
          process, address(ports.management()).resolve("/actuator/health/readiness"), PATIENCE);
    } catch (IllegalStateException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static List<String> command(Path home, Path data) {
    String classpath = home.resolve("config") + File.pathSeparator + home.resolve("lib") + "/*";
    return List.of(
        ChildProcess.java(),
        "-Xmx768m",
        "-XX:+ExitOnOutOfMemoryError",
        // Where its own log goes; otherwise it is written into the current directory.
        "-Dapp.home=" + data.toAbsolutePath(),
        "-classpath",
        classpath,
        "io.camunda.application.StandaloneBroker");
  }

  private static Map<String, String> environment(Path data, Ports ports) {
    String loopback = "127.0.0.1";
    return Map.ofEntries(
        Map.entry("ZEEBE_BROKER_NETWORK_HOST", loopback),
        Map.entry("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", "" + ports.command()),
        Map.entry("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", "" + ports.gossip()),
        Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", loopback),
        Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", "" + ports.grpc()),
        Map.entry("SERVER_ADDRESS", loopback),
        Map.entry("SERVER_PORT", "" + ports.rest()),
        Map.entry("MANAGEMENT_SERVER_ADDRESS", loopback),
        Map.entry("MANAGEMENT_SERVER_PORT", "" + ports.management()),
        Map.entry("ZEEBE_BROKER_DATA_DIRECTORY", data.toAbsolutePath().toString()),
        // Smaller than usual, so that it starts on a full disk too.
        Map.entry("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB"),
        Map.entry("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "200MB"),
        Map.entry("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "100MB"));
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}

package dev.intercomconnector.intercomdouble;

import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.api.IntercomApi;
import dev.intercomconnector.intercomdouble.control.ControlApi;
import dev.intercomconnector.intercomdouble.control.DoubleState;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.fault.Faults;
import dev.intercomconnector.intercomdouble.ledger.Ledger;
import dev.intercomconnector.intercomdouble.server.ApiHandler;
import dev.intercomconnector.intercomdouble.server.ControlHandler;
import dev.intercomconnector.intercomdouble.webhook.Webhooks;
import dev.intercomconnector.intercomdouble.workspace.App;
import dev.intercomconnector.intercomdouble.workspace.Ids;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stateful double of Intercom's REST API on 127.0.0.1, with a control API under {@code
 * /_sandbox}. What it knows of Intercom comes from Intercom's published descriptions, versions 1.x
 * to Preview.
 */
public final class IntercomDouble implements AutoCloseable {
  private static final int BACKLOG = 1_024;

  /** The chances of faults and the request ids are the same in every run. */
  private static final long SEED = 1;

  private final HttpServer server;
  private final ExecutorService executor;
  private final SandboxControl control;
  private final Webhooks webhooks;

  private IntercomDouble(
      HttpServer server, ExecutorService executor, SandboxControl control, Webhooks webhooks) {
    this.server = server;
    this.executor = executor;
    this.control = control;
    this.webhooks = webhooks;
  }

  /** Starts a double as {@link DoubleSettings#usual()} says, on a free port. */
  public static IntercomDouble start() throws IOException {
    return start(DoubleSettings.usual());
  }

  /**
   * Starts a double.
   *
   * @throws IOException when the port cannot be listened on
   */
  public static IntercomDouble start(DoubleSettings settings) throws IOException {
    AtomicReference<Behaviour> behaviour = new AtomicReference<>(settings.behaviour());
    Webhooks webhooks = new Webhooks(() -> behaviour.get().defaultVersion(), settings.clock());
    Map<String, Workspace> byToken = workspaces(settings, behaviour, webhooks);
    IntercomApi api = new IntercomApi(byToken, behaviour::get, settings.clock(), new Random(SEED));
    Ledger ledger = new Ledger(settings.clock(), settings.ledgerCapacity());
    Faults faults = new Faults(new Random(SEED));
    List<Workspace> workspaces = byToken.values().stream().distinct().toList();
    SandboxControl control =
        new SandboxControl(
            new DoubleState(
                api, ledger, faults, behaviour, settings.behaviour(), workspaces, webhooks),
            workspaces.getFirst());

    tuneServer();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(loopback(), settings.port()), BACKLOG);
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", new ApiHandler(api, ledger, faults));
    server.createContext(ControlApi.ROOT, new ControlHandler(new ControlApi(control)));
    server.start();
    return new IntercomDouble(server, executor, control, webhooks);
  }

  /** Such as {@code http://127.0.0.1:8089}, without a slash at the end. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The default workspace's control; the same operations as under {@code /_sandbox}. */
  public SandboxControl control() {
    return control;
  }

  /** Stops listening and closes all connections, also those that are stalled. */
  @Override
  public void close() {
    control.clearFaults();
    webhooks.close();
    server.stop(0);
    executor.shutdownNow();
  }

  /** Always 127.0.0.1, since that is what {@link #baseUrl()} says. */
  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static Map<String, Workspace> workspaces(
      DoubleSettings settings, AtomicReference<Behaviour> behaviour, Webhooks webhooks) {
    Ids ids = new Ids();
    Map<App, Workspace> byApp = new LinkedHashMap<>();
    Map<String, Workspace> byToken = new LinkedHashMap<>();
    settings
        .tokens()
        .forEach(
            (token, app) ->
                byToken.put(
                    token,
                    byApp.computeIfAbsent(
                        app,
                        unused ->
                            new Workspace(
                                app,
                                settings.clock(),
                                ids,
                                () -> behaviour.get().contactIndexLag(),
                                () -> behaviour.get().indexLag(),
                                webhooks))));
    return byToken;
  }

  /**
   * The JDK's server reads these once, when its first class is loaded. Without the first, every
   * answer waits 40 ms for the client's acknowledgement; without the second, it drops connections
   * beyond 200 that a client's pool still counts on.
   */
  private static void tuneServer() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }
}

package dev.intercomconnector.testengine;

import io.grpc.BindableService;
import io.grpc.ForwardingServerBuilder;
import io.grpc.ServerBuilder;
import io.grpc.ServerProvider;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;

/**
 * Makes gRPC servers of this JVM listen on the loopback address, unless {@link RunEngine} is told
 * otherwise. The engine asks gRPC for a server by port alone, and Netty's own provider would open
 * that port on all interfaces.
 */
public final class EngineServerProvider extends ServerProvider {
  /** Netty's provider has 5, and the highest is taken. */
  private static final int ABOVE_NETTY = 9;

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return ABOVE_NETTY;
  }

  @Override
  protected ServerBuilder<?> builderForPort(int port) {
    String address = System.getProperty(RunEngine.ADDRESS, "127.0.0.1");
    return new EngineServerBuilder(
        NettyServerBuilder.forAddress(new InetSocketAddress(address, port)));
  }

  /** Mends the engine's gateway when it is added. */
  private static final class EngineServerBuilder
      extends ForwardingServerBuilder<EngineServerBuilder> {
    private final NettyServerBuilder netty;

    EngineServerBuilder(NettyServerBuilder netty) {
      this.netty = netty;
    }

    @Override
    protected ServerBuilder<?> delegate() {
      return netty;
    }

    @Override
    public EngineServerBuilder addService(BindableService gateway) {
      netty.addService(EngineGateway.mend(gateway));
      return this;
    }
  }
}

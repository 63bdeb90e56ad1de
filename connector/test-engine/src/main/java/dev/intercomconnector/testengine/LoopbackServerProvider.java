package dev.intercomconnector.testengine;

import io.grpc.ServerBuilder;
import io.grpc.ServerProvider;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Makes gRPC servers of this JVM listen on the loopback address. The engine asks gRPC for a server
 * by port alone, and Netty's own provider would open that port on all interfaces.
 */
public final class LoopbackServerProvider extends ServerProvider {
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
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .intercept(new FailVariables(port));
  }
}

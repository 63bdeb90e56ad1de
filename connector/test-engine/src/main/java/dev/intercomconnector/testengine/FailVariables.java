package dev.intercomconnector.testengine;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the variables of a fail command, local to the job's element instance, as a real broker
 * does. The in-memory engine's gateway (zeebe-process-test-engine 8.8.21) drops them, so they are
 * set by a command of their own just before the job is failed.
 */
final class FailVariables implements ServerInterceptor {
  private final Map<Long, Long> elementInstanceByJob = new ConcurrentHashMap<>();
  private final int port;

  FailVariables(int port) {
    this.port = port;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var learning =
        new SimpleForwardingServerCall<Q, A>(call) {
          @Override
          public void sendMessage(A answer) {
            learn(answer);
            super.sendMessage(answer);
          }
        };
    return new SimpleForwardingServerCallListener<>(next.startCall(learning, headers)) {
      @Override
      public void onMessage(Q request) {
        if (request instanceof FailJobRequest fail && !fail.getVariables().isEmpty()) {
          keep(fail);
        }
        super.onMessage(request);
      }
    };
  }

  private void learn(Object answer) {
    if (answer instanceof ActivatedJob job) {
      elementInstanceByJob.put(job.getKey(), job.getElementInstanceKey());
    } else if (answer instanceof ActivateJobsResponse jobs) {
      jobs.getJobsList().forEach(this::learn);
    }
  }

  private void keep(FailJobRequest fail) {
    Long elementInstance = elementInstanceByJob.get(fail.getJobKey());
    if (elementInstance == null) {
      return;
    }
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .usePlaintext()
            .build();
    try {
      GatewayGrpc.newBlockingStub(channel)
          .withDeadlineAfter(10, TimeUnit.SECONDS)
          .setVariables(
              SetVariablesRequest.newBuilder()
                  .setElementInstanceKey(elementInstance)
                  .setVariables(fail.getVariables())
                  .setLocal(true)
                  .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
      // The fail command is refused for the same reason, and says so.
    } finally {
      channel.shutdownNow();
    }
  }
}

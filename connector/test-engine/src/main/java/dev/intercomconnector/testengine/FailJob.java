package dev.intercomconnector.testengine;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the command to fail a job with its variables, as a real gateway does. That of the
 * in-memory engine (zeebe-process-test-engine 8.8.21) leaves them out, although the engine behind
 * it would keep them: so its parts are used by reflection.
 */
final class FailJob {
  /** The in-memory engine has one partition. */
  private static final int PARTITION = 1;

  private final Object requests;
  private final Method register;
  private final Object writer;
  private final Method write;

  private FailJob(BindableService gateway) throws ReflectiveOperationException {
    this.requests = part(gateway, "gatewayRequestStore");
    this.register = method(requests, "registerNewRequest", Class.class, StreamObserver.class);
    this.writer = part(gateway, "writer");
    this.write =
        method(
            writer,
            "writeCommandWithKey",
            Long.class,
            UnifiedRecordValue.class,
            RecordMetadata.class);
  }

  /** The gateway's service with this way to fail a job. */
  static ServerServiceDefinition mend(BindableService gateway) {
    try {
      FailJob failJob = new FailJob(gateway);
      ServerServiceDefinition shipped = gateway.bindService();
      var mended = ServerServiceDefinition.builder(shipped.getServiceDescriptor());
      shipped.getMethods().stream()
          .filter(method -> !method.getMethodDescriptor().equals(GatewayGrpc.getFailJobMethod()))
          .forEach(mended::addMethod);
      return mended
          .addMethod(GatewayGrpc.getFailJobMethod(), ServerCalls.asyncUnaryCall(failJob::fail))
          .build();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not the engine that this was written for", e);
    }
  }

  private void fail(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
    JobRecord job = new JobRecord();
    job.setRetries(request.getRetries());
    job.setErrorMessage(request.getErrorMessage());
    job.setRetryBackoff(request.getRetryBackOff());
    if (!request.getVariables().isEmpty()) {
      job.setVariables(new UnsafeBuffer(MsgPackConverter.convertToMsgPack(request.getVariables())));
    }
    try {
      long id = (Long) register.invoke(requests, FailJobRequest.class, answer);
      RecordMetadata metadata =
          new RecordMetadata()
              .recordType(RecordType.COMMAND)
              .requestStreamId(PARTITION)
              .requestId(id)
              .valueType(ValueType.JOB)
              .intent(JobIntent.FAIL);
      write.invoke(writer, request.getJobKey(), job, metadata);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object part(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  private static Method method(Object of, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = of.getClass().getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }
}
